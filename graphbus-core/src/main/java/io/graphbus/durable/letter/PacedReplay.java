package io.graphbus.durable.letter;

import io.graphbus.problem.GraphBusException;
import io.graphbus.store.log.DeadLetters;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks letters portion by portion, so many a second. When the graph stops, those that have not
 * been marked yet lie still as before. One portion at a time; the ticks follow each other.
 */
final class PacedReplay {

    private static final Logger log = LoggerFactory.getLogger("io.graphbus.delivery");
    private static final int SHORTEST_MILLIS = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DeadLetters letters;
    private final Deliverer deliverer;
    private final List<String> ids;
    private final @Nullable String migrateTo;
    private final double rate;
    private final Duration tick;
    private double credit;
    private int done;

    PacedReplay(
            DeadLetters letters,
            Deliverer deliverer,
            List<String> ids,
            @Nullable String migrateTo,
            double rate) {
        this.letters = letters;
        this.deliverer = deliverer;
        this.ids = List.copyOf(ids);
        this.migrateTo = migrateTo;
        this.rate = rate;
        this.tick = Duration.ofMillis(Math.max(SHORTEST_MILLIS, Math.round(1000 / rate)));
    }

    /** Marks the first portion and arranges for the others. */
    void begin() {
        credit = 1;
        next();
    }

    private void next() {
        int to = (int) Math.min(ids.size(), done + (long) credit);
        Duration pause = tick;
        try {
            List<String> some = ids.subList(done, to);
            deliverer.deliver(() -> letters.replay(some, migrateTo));
            credit -= to - done;
            done = to;
            credit += rate * tick.toMillis() / 1000;
        } catch (GraphBusException e) {
            if (done == 0) {
                throw e;
            }
            log.warn("{} letters wait to be replayed: {}", ids.size() - done, e.getMessage());
            pause = PAUSE;
        }
        if (done < ids.size()) {
            goOnAfter(pause);
        }
    }

    private void goOnAfter(Duration pause) {
        try {
            deliverer.after(pause, () -> Thread.startVirtualThread(this::next));
        } catch (GraphBusException e) {
            log.info("{} letters lie still as before: {}", ids.size() - done, e.getMessage());
        }
    }
}
