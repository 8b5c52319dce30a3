package io.graphbus.artifact;

import io.graphbus.model.AgentGraph;
import io.graphbus.model.Topic;
import io.graphbus.schema.Schema;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What {@code topics.json} holds. */
record TopicsFile(int formatVersion, List<Entry> topics) {

    TopicsFile {
        topics = List.copyOf(topics);
    }

    record Entry(
            String name,
            List<String> publishers,
            List<Topic.Subscriber> subscribers,
            JsonNode payloadSchema) {

        Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(payloadSchema, "payloadSchema");
            publishers = List.copyOf(publishers);
            subscribers = List.copyOf(subscribers);
        }

        Topic topic() {
            return new Topic(name, publishers, subscribers, new Schema(payloadSchema));
        }
    }

    static TopicsFile from(AgentGraph graph) {
        return new TopicsFile(
                Format.VERSION,
                graph.topics().stream()
                        .map(
                                t ->
                                        new Entry(
                                                t.name(),
                                                t.publishers(),
                                                t.subscribers(),
                                                t.payloadSchema().json()))
                        .toList());
    }

    List<Topic> all() {
        return topics.stream().map(Entry::topic).toList();
    }
}
