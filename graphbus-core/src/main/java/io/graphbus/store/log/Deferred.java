package io.graphbus.store.log;

import io.graphbus.store.log.DeadLetter.Attempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that the cursor may pass although it is not settled: it failed and waits for another
 * attempt, or waits behind an earlier one of its key. At most one for a subscription and position.
 *
 * @param key what orders it at this subscription; {@code null} for nothing
 * @param failures attempts that failed so far; 0 for those that wait behind another one
 * @param next when it is tried again; {@code null} when its turn comes after another one
 * @param attempts those that failed, oldest first; the oldest are left out beyond a hundred
 */
public record Deferred(
        Reader reader,
        long position,
        @Nullable String key,
        int failures,
        @Nullable Instant next,
        List<Attempt> attempts) {

    public Deferred {
        attempts = List.copyOf(attempts);
    }
}
