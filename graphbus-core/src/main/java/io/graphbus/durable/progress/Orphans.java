package io.graphbus.durable.progress;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Subscriptions that the log knows and the graph does not have any more. */
public final class Orphans {

    private Orphans() {}

    /** Those that are not among the present ones. */
    public static List<Reader> of(EventLog log, Collection<Reader> present) {
        Set<Reader> known = Set.copyOf(present);
        return log.readers().stream().filter(reader -> !known.contains(reader)).toList();
    }

    /** Says that it is not there. */
    public static Problem problem(Reader reader) {
        return Problem.of(
                ProblemCode.SUBSCRIPTION_GONE,
                reader.toString(),
                "the event log keeps events for this subscription, which the graph does not have",
                "Give the handler that took its place the same id, or forget the subscription.");
    }

    /** How much waits for it. */
    public static Lag lag(EventLog log, Reader reader, long newest) {
        long cursor =
                log.progress(reader).stream().mapToLong(Progress::cursor).min().orElse(newest);
        int deferred = log.deferred(reader).size();
        return new Lag(reader, false, false, Math.max(0, newest - cursor), 0, deferred, null);
    }
}
