package io.graphbus.bus;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Ties an event to the one that caused it, and stops chains that go round in circles. */
final class Chains {

    private static final int REMEMBERED = 32;

    private Chains() {}

    /**
     * What an event gets beside its payload.
     *
     * @param request what its publisher asked for beside topic and payload; {@code null} for
     *     nothing
     */
    static @Nullable Extras next(
            String topic, @Nullable Publish request, String source, @Nullable Envelope cause) {
        if (cause == null) {
            return request == null ? null : new Extras(request, 0, 0, 0, null, null);
        }
        int hops = cause.hops() + 1;
        Trail trail = null;
        if (hops > MessageBus.MAX_HOPS - REMEMBERED) {
            trail = new Trail(source, topic, cause.trail());
            if (hops > MessageBus.MAX_HOPS) {
                throw loop(trail).toException();
            }
        }
        return new Extras(
                request, cause.correlation(), cause.sequence(), hops, trail, names(cause));
    }

    private static @Nullable Names names(Envelope cause) {
        return cause.names() == null ? null : new Names(null, cause.correlationId(), cause.id());
    }

    private static Problem loop(Trail last) {
        return Problem.of(
                ProblemCode.EVENT_LOOP,
                last.topic(),
                "a chain of more than "
                        + MessageBus.MAX_HOPS
                        + " events was stopped; it goes round: "
                        + name(last),
                "Let one of these agents publish only when something has changed.");
    }

    /** The steps from the last one back to where the same agent published on the same topic. */
    private static String name(Trail last) {
        Deque<String> steps = new ArrayDeque<>();
        for (Trail step = last; step != null; step = step.before()) {
            steps.addFirst(step.source() + " publishes " + step.topic());
            boolean round =
                    steps.size() > 1
                            && step.topic().equals(last.topic())
                            && step.source().equals(last.source());
            if (round) {
                break;
            }
        }
        return String.join(" -> ", steps);
    }

    /**
     * What events have that are more than a payload on a topic.
     *
     * @param request what else its publisher asked for; {@code null} for nothing
     * @param cause sequence of the causing event; 0 for none
     * @param trail the last steps of a chain that is getting long; {@code null} before
     * @param names ids that stem from another run; {@code null} when there are none
     */
    record Extras(
            @Nullable Publish request,
            long correlation,
            long cause,
            int hops,
            @Nullable Trail trail,
            @Nullable Names names) {}

    /** One step of a long chain of events. */
    record Trail(String source, String topic, @Nullable Trail before) {}

    /**
     * Ids of an event that was published in another run, or was caused by one that was.
     *
     * @param id {@code null} when it was published in this one
     */
    record Names(@Nullable String id, String correlationId, @Nullable String causationId) {}
}
