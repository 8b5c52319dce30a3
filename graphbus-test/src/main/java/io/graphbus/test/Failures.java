package io.graphbus.test;

import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.Signal;
import io.graphbus.signal.SignalListener;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers what went wrong until somebody asks. A delivery that is tried again is one failure, and
 * none once it got through. Usable from any thread.
 */
final class Failures implements SignalListener<Signal> {

    private final Map<Object, Failure> failures = new LinkedHashMap<>();
    private final Set<Object> taken = new HashSet<>();

    /** What is tried again and again. */
    private record Delivery(String event, String agent, String subscription) {}

    @Override
    public Class<Signal> type() {
        return Signal.class;
    }

    @Override
    public void on(Signal signal) {
        Failure failure = Failure.of(signal);
        if (signal instanceof DeliveryCompleted done) {
            forget(new Delivery(done.event().id(), done.agent(), done.subscription()));
        } else if (failure != null) {
            remember(failure, signal);
        }
    }

    private void forget(Delivery delivery) {
        synchronized (failures) {
            failures.remove(delivery);
        }
    }

    private void remember(Failure failure, Signal signal) {
        Object key =
                signal instanceof DeliveryFailed failed
                        ? new Delivery(failed.event().id(), failed.agent(), failed.subscription())
                        : new Object();
        synchronized (failures) {
            if (!taken.contains(key)) {
                failures.put(key, failure);
            }
        }
    }

    List<Failure> all() {
        synchronized (failures) {
            return List.copyOf(failures.values());
        }
    }

    /** Later attempts of what is taken are taken too. */
    List<Failure> take() {
        synchronized (failures) {
            List<Failure> all = all();
            taken.addAll(failures.keySet());
            failures.clear();
            return all;
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
