package io.graphbus.store.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was given up, with all that is needed to understand it and to make it once more.
 *
 * @param id unique; that of the earlier letter when a replay dies again
 * @param position of the event in the log; 0 when the topic is transient
 * @param reason a {@link io.graphbus.problem.ProblemCode}, or {@code HANDLER_FAILED}
 * @param error why the last attempt failed, in one line
 * @param stack of the last failure, shortened
 * @param attempts all that failed, oldest first; the oldest are left out beyond a hundred
 * @param accepts the range of payload versions the handler declared then; {@code null} for none
 * @param migrateTo the version its payload is brought to for the replay that is going on; the event
 *     here stays as it was published. {@code null} for none, and always for a letter that lies
 *     still
 */
public record DeadLetter(
        String id,
        Reader reader,
        String handler,
        EventData event,
        long position,
        String reason,
        String error,
        String stack,
        List<Attempt> attempts,
        @Nullable String accepts,
        Instant deadAt,
        Status status,
        @Nullable String migrateTo) {

    public DeadLetter {
        attempts = List.copyOf(attempts);
    }

    /** The same letter while it is delivered once more. */
    public DeadLetter replaying(@Nullable String version) {
        return with(attempts, Status.REPLAYING, version);
    }

    /**
     * The same letter with further attempts at delivering it once more, and yet another to come.
     */
    public DeadLetter tried(List<Attempt> all) {
        return with(all, Status.REPLAYING, migrateTo);
    }

    /** The same letter as it would be delivered by a replay that asks for a version. */
    public DeadLetter migrateTo(@Nullable String version) {
        return with(attempts, status, version);
    }

    private DeadLetter with(List<Attempt> all, Status now, @Nullable String version) {
        return new DeadLetter(
                id, reader, handler, event, position, reason, error, stack, all, accepts, deadAt,
                now, version);
    }

    /** One attempt that failed. */
    public record Attempt(Instant at, String error) {}

    /** Whether it lies still. */
    public enum Status {
        DEAD,
        /** It is to be delivered once more, or that is going on. */
        REPLAYING
    }
}
