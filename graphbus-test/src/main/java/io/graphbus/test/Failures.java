package io.graphbus.test;

import io.graphbus.signal.Signal;
import io.graphbus.signal.SignalListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Remembers what went wrong until somebody asks. Usable from any thread. */
final class Failures implements SignalListener<Signal> {

    private final List<Failure> failures = new ArrayList<>();

    @Override
    public Class<Signal> type() {
        return Signal.class;
    }

    @Override
    public void on(Signal signal) {
        Failure failure = Failure.of(signal);
        if (failure != null) {
            synchronized (failures) {
                failures.add(failure);
            }
        }
    }

    List<Failure> all() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    List<Failure> take() {
        synchronized (failures) {
            List<Failure> taken = List.copyOf(failures);
            failures.clear();
            return taken;
        }
    }

    /** Fails with all that was not taken; what was thrown is the error's cause and suppressed. */
    void verifyNone() {
        List<Failure> left = take();
        if (left.isEmpty()) {
            return;
        }
        AssertionError error =
                new AssertionError(
                        left.stream()
                                .map(failure -> "\n  " + failure)
                                .collect(
                                        Collectors.joining(
                                                "",
                                                "The graph failed where nobody was told; take it"
                                                        + " with takeFailures() if that is meant:",
                                                "")));
        left.stream().map(Failure::cause).filter(Objects::nonNull).forEach(error::addSuppressed);
        throw error;
    }
}
