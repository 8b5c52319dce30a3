package io.graphbus.health;

import io.graphbus.signal.Signals;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of changes, one after another in their order, without holding a lock: one that comes while
 * another is being told of is told of by the same thread. Usable from any thread.
 */
final class Callbacks {

    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);

    private final Signals signals;
    private final List<Consumer<HealthChanged>> all = new CopyOnWriteArrayList<>();
    private final Queue<HealthChanged> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger telling = new AtomicInteger();

    Callbacks(Signals signals) {
        this.signals = signals;
    }

    Signals.Watch add(Predicate<HealthChanged> when, Consumer<HealthChanged> callback) {
        Consumer<HealthChanged> chosen =
                change -> {
                    if (when.test(change)) {
                        callback.accept(change);
                    }
                };
        all.add(chosen);
        return () -> all.remove(chosen);
    }

    void tell(HealthChanged change) {
        waiting.add(change);
        if (telling.getAndIncrement() != 0) {
            return;
        }
        do {
            HealthChanged next = waiting.poll();
            if (next != null) {
                tellNow(next);
            }
        } while (telling.decrementAndGet() != 0);
    }

    private void tellNow(HealthChanged change) {
        log.atLevel(change.isWorse() ? Level.WARN : Level.INFO)
                .log(
                        "{} is {} now, was {}: {}",
                        change.agent(),
                        change.to(),
                        change.from(),
                        change.reason());
        signals.send(change);
        for (Consumer<HealthChanged> callback : all) {
            try {
                callback.accept(change);
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                log.warn("A callback for the health of {} failed", change.agent(), e);
            }
        }
    }
}
