package io.graphbus.server.intake;

import static io.graphbus.server.setting.Bounds.between;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the server is with its clients.
 *
 * @param bodyTimeout How long the body of a request may take to arrive as a whole.
 */
@ConfigurationProperties("graphbus.requests")
record IntakeProperties(@DefaultValue("60s") Duration bodyTimeout) {

    IntakeProperties {
        between(
                "graphbus.requests.body-timeout",
                bodyTimeout,
                Duration.ofMillis(10),
                Duration.ofDays(1));
    }
}
