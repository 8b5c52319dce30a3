package io.graphbus.durable.letter;

import io.graphbus.problem.Problem;
import io.graphbus.store.log.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a letter's replay would come to, as far as that can be told without running the handler.
 *
 * @param version of the payload that the handler would be given; {@code null} when it has none, or
 *     none would be given
 * @param path the steps of its migration, such as {@code 1.0.0 -> 2.0.0 by …}; empty when the
 *     payload stays as it is
 * @param problem why it would be refused; with {@link Verdict#DELIVERED} what would be warned of
 */
public record Outcome(
        DeadLetter letter,
        Verdict verdict,
        @Nullable String version,
        List<String> path,
        @Nullable Problem problem) {

    public Outcome {
        path = List.copyOf(path);
    }

    /** What would become of it. */
    public enum Verdict {
        /** The handler would be called. */
        DELIVERED,
        /** The payload does not fit, or cannot be migrated: the letter would die again. */
        REFUSED,
        /** The subscription's filter would not let it pass: the letter would be settled. */
        FILTERED,
        /** Its time is over: the letter would be settled. */
        EXPIRED,
        /** Nobody would take it; it stays as it is. */
        NO_SUBSCRIPTION,
        /** It is being replayed already. */
        REPLAYING
    }
}
