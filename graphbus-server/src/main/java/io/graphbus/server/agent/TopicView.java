package io.graphbus.server.agent;

import io.graphbus.model.Topic;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A topic as topics.json tells it. */
@Schema(name = "Topic")
record TopicView(
        @Schema(example = "/Hello/MessageGenerated") String name,
        List<String> publishers,
        List<Topic.Subscriber> subscribers,
        @Schema(types = "object", description = "JSON Schema of what its publishers send")
                JsonNode payloadSchema) {

    static TopicView of(Topic topic) {
        return new TopicView(
                topic.name(),
                topic.publishers(),
                topic.subscribers(),
                topic.payloadSchema().json());
    }
}
