package io.graphbus.server.database;

import static io.graphbus.server.setting.Bounds.between;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the server gets on with its database.
 *
 * @param startTimeout How long a start waits for the database before it ends with a problem;
 *     without a value it waits as long as it takes.
 */
@ConfigurationProperties("graphbus.database")
record DatabaseProperties(@Nullable Duration startTimeout) {

    DatabaseProperties {
        if (startTimeout != null) {
            between(
                    "graphbus.database.start-timeout",
                    startTimeout,
                    Duration.ZERO,
                    Duration.ofDays(1));
        }
    }
}
