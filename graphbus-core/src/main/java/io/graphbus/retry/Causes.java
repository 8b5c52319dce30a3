package io.graphbus.retry;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.ProblemCode.Kind;
import io.graphbus.problem.RefusedPayloadException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of failure an exception of the engine itself stands for. */
final class Causes {

    private static final Set<ProblemCode> LASTING =
            Set.of(
                    ProblemCode.INVALID_PAYLOAD,
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    ProblemCode.INVALID_TOPIC,
                    ProblemCode.EVENT_LOOP);

    private Causes() {}

    /** Whether the same attempt would fail the same way for ever. */
    static boolean isLasting(Throwable cause) {
        return cause instanceof RefusedPayloadException
                || (cause instanceof GraphBusException known
                        && LASTING.contains(known.problem().code()));
    }

    /** Whether there was no room for an event, which may be otherwise later. */
    static boolean isOverload(@Nullable Throwable cause) {
        return cause instanceof GraphBusException known
                && known.problem().code().kind() == Kind.OVERLOADED;
    }
}
