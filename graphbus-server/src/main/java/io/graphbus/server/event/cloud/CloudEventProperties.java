package io.graphbus.server.event.cloud;

import static io.graphbus.server.setting.Bounds.between;

import io.graphbus.server.setting.Bounds;
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
        @DefaultValue("10000") int batchSize, @DefaultValue("graphbus") String graphName) {

    public CloudEventProperties {
        between("graphbus.events.batch-size", batchSize, 1, 1_000_000);
        if (graphName.isBlank()) {
            throw Bounds.wrong(
                    "graphbus.events.graph-name",
                    "It is blank.",
                    "Set a name for this server's graph.");
        }
    }
}
