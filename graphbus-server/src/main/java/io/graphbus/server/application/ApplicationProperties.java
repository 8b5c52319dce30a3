package io.graphbus.server.application;

import static io.graphbus.server.setting.Bounds.between;

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
        between(
                "graphbus.applications.max-size",
                maxSize,
                DataSize.ofBytes(1),
                DataSize.ofGigabytes(1));
        between(
                "graphbus.applications.stale-after",
                staleAfter,
                Duration.ofSeconds(1),
                Duration.ofDays(365));
    }
}
