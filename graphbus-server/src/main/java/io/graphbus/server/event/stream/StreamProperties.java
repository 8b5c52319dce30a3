package io.graphbus.server.event.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live event stream.
 *
 * @param heartbeat time without events after which a comment is sent, so that a dead connection is
 *     noticed
 * @param buffer most events that may wait for one client; a client that falls further behind is
 *     dropped
 * @param clients most clients at once
 */
@ConfigurationProperties("graphbus.events.stream")
record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1000") int buffer,
        @DefaultValue("2000") int clients) {}
