package io.graphbus.server.application;

import io.graphbus.server.application.directory.ApplicationView;
import io.graphbus.server.application.directory.ApplicationView.Instance;
import io.graphbus.server.application.directory.ApplicationView.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A registered application with what it has sent. */
@Schema(name = "ApplicationDetail")
record ApplicationDetail(
        @Schema(example = "order-service") String name,
        Status status,
        Instant registeredAt,
        Instant changedAt,
        Instant lastSeenAt,
        String hash,
        List<String> agents,
        List<String> topics,
        List<Instance> instances,
        @Schema(types = "object", description = "As it was sent") JsonNode graph,
        @Schema(types = "array", description = "The contract documents, as they were sent")
                JsonNode contracts) {

    static ApplicationDetail of(ApplicationView view, JsonNode document) {
        return new ApplicationDetail(
                view.name(),
                view.status(),
                view.registeredAt(),
                view.changedAt(),
                view.lastSeenAt(),
                view.hash(),
                view.agents(),
                view.topics(),
                view.instances(),
                document.get("graph"),
                document.get("contracts"));
    }
}
