package io.graphbus.durable.retention;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of what every subscription has settled is kept.
 *
 * @param age older events go; zero for no matter how old
 * @param count beyond so many newest events go; zero for any number
 * @param archive directory that events are written to before they go; {@code null} for none
 */
public record Retention(Duration age, long count, @Nullable Path archive) {

    /** Whether anything ever goes. */
    public boolean isAny() {
        return !age.isZero() || count > 0;
    }
}
