package io.graphbus.durable.retention;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.store.WholeFile;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Events in files, one portion each, named by its first and last position; one event a line. A
 * portion that is written again is the same file.
 */
final class Archive {

    private final Path directory;

    Archive(Path directory) {
        this.directory = directory;
    }

    void write(List<StoredEvent> events) {
        long first = events.get(0).position();
        long last = events.get(events.size() - 1).position();
        Path file = directory.resolve(String.format("%019d-%019d.jsonl", first, last));
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(line(event)).append('\n'));
        try {
            Files.createDirectories(directory);
            WholeFile.replace(file, lines.toString());
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            file.toString(),
                            "events cannot be archived: " + e,
                            "Check that the directory can be written; the events stay until then.")
                    .toException(e);
        }
    }

    private static String line(StoredEvent event) {
        EventData data = event.data();
        ObjectNode line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("position", event.position())
                        .put("id", data.id())
                        .put("topic", data.topic())
                        .put("source", data.source())
                        .put("time", data.time().toString())
                        .put("correlationId", data.correlationId())
                        .put("hops", data.hops());
        put(line, "key", data.key());
        put(line, "priority", data.priority());
        put(line, "schemaVersion", data.schemaVersion());
        put(line, "causationId", data.causationId());
        put(line, "expires", data.expires());
        if (!data.headers().isEmpty()) {
            ObjectNode headers = line.putObject("headers");
            data.headers().forEach(headers::put);
        }
        line.putRawValue("payload", new RawValue(inOneLine(data.payload())));
        return Json.MAPPER.writeValueAsString(line);
    }

    /** As it is otherwise: reading and writing could change numbers. */
    private static String inOneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    private static void put(ObjectNode line, String name, @Nullable Object value) {
        if (value != null) {
            line.put(name, value.toString());
        }
    }
}
