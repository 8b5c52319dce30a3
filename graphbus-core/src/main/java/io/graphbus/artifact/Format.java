package io.graphbus.artifact;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.PlainRecords;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Names, version and reading of the files. */
final class Format {

    /** Of all four files; a file with a higher one comes from a newer GraphBus. */
    static final int VERSION = 1;

    static final String GRAPH = "graph.json";
    static final String AGENTS = "agents.json";
    static final String TOPICS = "topics.json";
    static final String SUMMARY = "build_summary.json";
    static final String STATE = "build_state.json";
    static final String CONTRACTS = "contracts";
    static final String CLASSES = "classes";
    static final String GENERATED = "generated-sources";
    static final String LIBRARIES = "lib";

    /** Every name a build writes. */
    static final Set<String> ALL =
            Set.of(GRAPH, AGENTS, TOPICS, SUMMARY, STATE, CONTRACTS, CLASSES, GENERATED, LIBRARIES);

    /** What tells of the build and not of what is run. */
    static final Set<String> NOT_RUN = Set.of(SUMMARY, STATE);

    /** A directory with one of these may hold artifacts. */
    static final Set<String> MARKS = Set.of(GRAPH, SUMMARY);

    /** For what the files hold. */
    static final JsonMapper RECORDS = Json.MAPPER.rebuild().addModule(new PlainRecords()).build();

    private Format() {}

    /** Reads one file as what {@code type} holds, after a look at its version. */
    static <T> T read(Path file, Class<T> type) {
        String text = text(file);
        try {
            int version =
                    version(text)
                            .orElseThrow(
                                    () ->
                                            unreadable(file, "it has no formatVersion")
                                                    .toException());
            if (version > VERSION) {
                throw newer(file, version).toException();
            }
            return RECORDS.readValue(text, type);
        } catch (JacksonException e) {
            throw unreadable(file, Json.reason(e)).toException(e);
        }
    }

    /** Found without making a tree of what may be a hundred megabytes. */
    private static OptionalInt version(String text) {
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return OptionalInt.empty();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("formatVersion")) {
                    return value == JsonToken.VALUE_NUMBER_INT
                            ? OptionalInt.of(parser.getIntValue())
                            : OptionalInt.empty();
                }
                parser.skipChildren();
            }
            return OptionalInt.empty();
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8").toException(e);
        } catch (IOException e) {
            throw unreadable(file, e.toString()).toException(e);
        }
    }

    static Problem unreadable(Path file, String reason) {
        return Problem.of(
                ProblemCode.ARTIFACTS_UNREADABLE,
                file.toString(),
                file.getFileName() + " cannot be read: " + reason,
                "Build the project again; artifacts are not edited by hand.");
    }

    private static Problem newer(Path file, int version) {
        return Problem.of(
                ProblemCode.ARTIFACTS_NEWER,
                file.toString(),
                file.getFileName()
                        + " has format "
                        + version
                        + ", but this GraphBus reads formats up to "
                        + VERSION,
                "Use the GraphBus that built it, or build the project again with this one.");
    }
}
