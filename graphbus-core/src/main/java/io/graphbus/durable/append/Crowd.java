package io.graphbus.durable.append;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How much waits to be appended; beyond that publishers are refused. Usable from any thread. */
final class Crowd {

    static final int MOST_EVENTS = 10_000;
    static final long MOST_CHARACTERS = 32L * 1024 * 1024;

    /** How long somebody waits whose events nobody has begun to append. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private int events;
    private long characters;

    /**
     * Lets events in; one that is alone always is.
     *
     * @throws io.graphbus.problem.GraphBusException {@code QUEUE_FULL}
     */
    synchronized void enter(List<EventData> data, int size) {
        boolean full = events + data.size() > MOST_EVENTS || characters + size > MOST_CHARACTERS;
        if (events > 0 && full) {
            throw refusal(data);
        }
        events += data.size();
        characters += size;
    }

    synchronized void leave(List<EventData> data, int size) {
        events -= data.size();
        characters -= size;
    }

    /** To whoever cannot wait any more, or not at all. */
    static RuntimeException refusal(List<EventData> data) {
        return Problem.of(
                        ProblemCode.QUEUE_FULL,
                        data.getFirst().topic(),
                        "too many events wait to be kept in the event log; nothing was published",
                        "Try again in a moment. When that lasts, the database is slower than the"
                                + " publishers.")
                .toException();
    }
}
