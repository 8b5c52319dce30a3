package io.graphbus.server.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.time.Duration;

/**
 * How the server gets on with its database.
 *
 * @param startTimeout How long a start waits for the database before it ends with a problem;
 *     without a value it waits as long as it takes.
 */
@ConfigurationProperties("graphbus.database")
record DatabaseProperties(@Nullable Duration startTimeout) {

    DatabaseProperties {
        if (startTimeout != null && startTimeout.isNegative()) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "graphbus.database.start-timeout",
                            "A start cannot wait for " + startTimeout + ".",
                            "Give a duration such as 60s, or nothing to wait as long as it takes.")
                    .toException();
        }
    }
}
