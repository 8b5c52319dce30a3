package io.graphbus.server.event.stream;

import static io.graphbus.server.setting.Bounds.between;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live event stream.
 *
 * @param heartbeat time without events after which a comment is sent, so that a dead connection is
 *     noticed
 * @param buffer most events that a client may be behind; one that falls further behind is dropped
 * @param clients most clients at once
 */
@ConfigurationProperties("graphbus.events.stream")
record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10000") int buffer,
        @DefaultValue("2000") int clients) {

    private static final String PREFIX = "graphbus.events.stream.";

    StreamProperties {
        between(PREFIX + "heartbeat", heartbeat, Duration.ofMillis(10), Duration.ofDays(1));
        between(PREFIX + "buffer", buffer, 1, 1_000_000);
        between(PREFIX + "clients", clients, 0, 100_000);
    }
}
