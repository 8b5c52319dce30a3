package io.graphbus.signal;

import java.util.function.Consumer;

/**
 * Hears signals of one type, subtypes included, on the thread they happen on: it must be quick and
 * must not wait. What it throws is logged once and harms nobody.
 *
 * @param <S> what it hears
 */
public interface SignalListener<S extends Signal> {

    Class<S> type();

    void on(S signal);

    /** A listener that hands every signal of a type to a consumer. */
    static <S extends Signal> SignalListener<S> of(Class<S> type, Consumer<? super S> consumer) {
        return new SignalListener<>() {
            @Override
            public Class<S> type() {
                return type;
            }

            @Override
            public void on(S signal) {
                consumer.accept(signal);
            }
        };
    }
}
