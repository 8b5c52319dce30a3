package io.graphbus.server.application;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What applications elsewhere may register.
 *
 * @param maxSize Largest registration of one application, as the size of its JSON.
 * @param staleAfter Time after which an application that does not say how often it registers counts
 *     as gone.
 */
@ConfigurationProperties("graphbus.applications")
record ApplicationProperties(
        @DefaultValue("10MB") DataSize maxSize, @DefaultValue("2m") Duration staleAfter) {

    ApplicationProperties {
        require("graphbus.applications.max-size", maxSize.toBytes() > 0, maxSize);
        require("graphbus.applications.stale-after", staleAfter.isPositive(), staleAfter);
    }

    private static void require(String property, boolean fine, Object value) {
        if (!fine) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            property,
                            value + " is too small.",
                            "Set a size such as 10MB, a duration such as 2m.")
                    .toException();
        }
    }
}
