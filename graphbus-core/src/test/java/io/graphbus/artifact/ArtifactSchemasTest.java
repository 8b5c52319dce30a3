package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.build.Workshop;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas describe what is written, and nothing else. */
class ArtifactSchemasTest {

    private static final Path SCHEMAS =
            Path.of(System.getProperty("graphbus.root", ".."), "docs/schemas");

    @TempDir Path root;

    @ParameterizedTest
    @CsvSource({
        "graph.json, nodes",
        "agents.json, agents",
        "topics.json, topics",
        "build_summary.json, sourceHash"
    })
    void eachFileFitsItsPublishedSchema(String file, String needed) throws IOException {
        Workshop workshop =
                new Workshop(root)
                        .shop()
                        .source(
                                "Loop.java",
                                "@Agent public class Loop { @Subscribes(value = \"/l\", key = \"/id\","
                                        + " filter = \"true\") @SchemaVersion(\"^1\") @Publishes(\"/l\")"
                                        + " public Item on(Item i) { return i; }"
                                        + " public record Item(String id) {}"
                                        + " @AutoMigrate(from = \"1.0.0\", to = \"1.1.0\")"
                                        + " public static int up(int x) { return x; } }");
        workshop.build().orThrow();
        ObjectNode content =
                (ObjectNode) Json.parse(Files.readString(workshop.artifacts().resolve(file)), file);
        String name = file.replace(".json", ".schema.json");
        SchemaValidator validator =
                SchemaValidator.of(
                        new Schema(Json.parse(Files.readString(SCHEMAS.resolve(name)), name)));
        assertThat(validator.validate(content)).isEmpty();
        assertThat(validator.accepts(content.deepCopy().put("surprise", 1))).isFalse();
        assertThat(validator.accepts(content.deepCopy().without(needed))).isFalse();
    }
}
