package io.graphbus.server.event.cloud;

import io.graphbus.server.event.syntax.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case of {@code cloudevents/*.jsonl}: the smallest valid event, changed by {@code with} and
 * {@code without}, and what is expected of it.
 */
record Vector(String name, String event, JsonNode line) {

    static final String MINIMAL =
            """
            {"specversion":"1.0","id":"minimal","type":"io.cloudevents.test",\
            "source":"https://cloudevents.io"}""";

    static List<Vector> valid() {
        return read("valid.jsonl");
    }

    static List<Vector> invalid() {
        return read("invalid.jsonl");
    }

    private static List<Vector> read(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/cloudevents", file)).stream()
                    .map(Body::json)
                    .map(Vector::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector of(JsonNode line) {
        ObjectNode event = (ObjectNode) Body.json(MINIMAL);
        line.path("with").properties().forEach(e -> event.set(e.getKey(), e.getValue()));
        event.remove(line.path("without").asString("?"));
        String text = JsonMapper.shared().writeValueAsString(event);
        return new Vector(line.at("/case").asString(), text, line);
    }

    @Override
    public String toString() {
        return name;
    }
}
