package io.graphbus.retry;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.ProblemCode.Kind;
import io.graphbus.problem.RefusedPayloadException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an exception says of itself, and what kind of failure one of the engine stands for. */
public final class Causes {

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

    /** The failure as others see it: what kept a result from being published, not that it was. */
    public static Throwable shown(Throwable failure) {
        Throwable cause = failure instanceof Unpublished ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }

    /** What went wrong, up to the first end of a line. */
    public static String inOneLine(Throwable cause) {
        if (cause instanceof GraphBusException known) {
            return known.problem().toString();
        }
        String text = inWords(cause);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** What the exception says of itself; its class when even that fails. */
    public static String inWords(@Nullable Throwable cause) {
        try {
            return String.valueOf(cause);
        } catch (Throwable e) { // user code
            return cause == null ? "null" : cause.getClass().getName();
        }
    }
}
