package io.graphbus.durable;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.state.CommittedStates;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an agent's state and the completion of the delivery it follows from in one transaction, so
 * that each delivery changes the state once. In the agent's turn.
 */
final class Commits {

    private static final Set<ProblemCode> STORES =
            Set.of(
                    ProblemCode.DATABASE_UNREACHABLE,
                    ProblemCode.STATE_NOT_SAVED,
                    ProblemCode.CONFLICT);

    private final EventLog log;
    private final Supplier<@Nullable CommittedStates> states;

    /** Since when subscriptions are ours, as their parts tell. */
    private final Map<Reader, Integer> since = new ConcurrentHashMap<>();

    Commits(EventLog log, Supplier<@Nullable CommittedStates> states) {
        this.log = log;
        this.states = states;
    }

    /** State and completion could not be kept, through no fault of the handler. */
    static final class NotCommitted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotCommitted(RuntimeException cause) {
            super("State and completion could not be kept: " + cause.getMessage(), cause);
        }
    }

    /**
     * Before an attempt.
     *
     * @throws RuntimeException when it cannot be made: that one has failed
     */
    void begin(Feed feed) {
        CommittedStates known = states.get();
        if (known == null || !feed.to.isExclusive()) {
            return;
        }
        try {
            takeOver(known, feed);
            known.begin(feed.reader.agent());
        } catch (GraphBusException e) {
            throw isStores(e) ? new NotCommitted(e) : e;
        }
    }

    /** Another process may have had the agent before. */
    private void takeOver(CommittedStates known, Feed feed) {
        int epoch = feed.parts[0].epoch();
        if (since.getOrDefault(feed.reader, -1) != epoch) {
            known.takeOver(feed.reader.agent());
            since.put(feed.reader, epoch);
        }
    }

    /** After an attempt that succeeded; why it counts as failed, if so. */
    @Nullable Throwable commit(Feed feed, Delivering one) {
        CommittedStates known = states.get();
        if (known == null || !feed.to.isExclusive()) {
            return null;
        }
        try {
            Settlement completed = completed(feed, one);
            known.commit(
                    feed.reader.agent(),
                    state ->
                            log.together(
                                    () -> {
                                        log.settle(completed); // and nobody takes it over
                                        state.run();
                                    }));
            return null;
        } catch (RuntimeException | Error e) { // user code: what captureState throws
            return blamed(e);
        }
    }

    /** What the store says is not the handler's fault. */
    private static Throwable blamed(Throwable cause) {
        return cause instanceof GraphBusException known && isStores(known)
                ? new NotCommitted(known)
                : cause;
    }

    private static boolean isStores(GraphBusException known) {
        return STORES.contains(known.problem().code());
    }

    /** What was put off stays so until its completion is counted. */
    private static Settlement completed(Feed feed, Delivering one) {
        var off = one.again();
        List<Place> place = List.of(new Place(feed.reader, one.position()));
        return off == null || off.letter == null
                ? new Settlement(List.of(), place, List.of(), List.of(), List.of(), List.of())
                : new Settlement(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(off.letter.id()));
    }

    /** After an attempt that failed: it leaves no trace in the state. */
    void rollBack(Feed feed) {
        CommittedStates known = states.get();
        if (known != null && feed.to.isExclusive()) {
            known.rollBack(feed.reader.agent());
        }
    }
}
