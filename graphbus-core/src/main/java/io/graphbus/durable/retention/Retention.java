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
 * @param letters dead letters that have lain still for longer go; zero for no matter how long
 */
public record Retention(Duration age, long count, @Nullable Path archive, Duration letters) {

    /** Whether anything ever goes. */
    public boolean isAny() {
        return !age.isZero() || count > 0 || !letters.isZero();
    }
}
