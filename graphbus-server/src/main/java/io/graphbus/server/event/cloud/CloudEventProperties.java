package io.graphbus.server.event.cloud;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Events as CloudEvents.
 *
 * @param batchSize most events that one batch may have
 * @param graphName stands for this server's graph in the source of its events
 */
@ConfigurationProperties("graphbus.events")
public record CloudEventProperties(
        @DefaultValue("10000") int batchSize, @DefaultValue("graphbus") String graphName) {}
