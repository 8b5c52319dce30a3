package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What IDEs say about properties, and that the guide says the same. */
class PropertiesMetadataTest {

    /** Properties that are something else when they are not set. */
    private static final Set<String> UNSET =
            Set.of(
                    "graphbus.contract.migrations",
                    "graphbus.durability.retention.archive",
                    "graphbus.durability.topics",
                    "graphbus.health.p95-limit",
                    "graphbus.observation.enabled",
                    "graphbus.server.application-name",
                    "graphbus.server.instance-id",
                    "graphbus.server.ssl.bundle",
                    "graphbus.server.token",
                    "graphbus.server.url",
                    "graphbus.state.directory",
                    "graphbus.coherence.directory",
                    "graphbus.coherence.interactions");

    private static final Path GUIDE = Path.of("..", "docs", "guide", "spring-boot.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `(graphbus\\.[a-z0-9.-]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|");

    @Test
    void everyPropertyHasTypeAndDescription() throws IOException {
        assertThat(properties())
                .isNotEmpty()
                .allSatisfy(
                        property -> {
                            String description = property.path("description").asString("");
                            assertThat(description)
                                    .as(name(property))
                                    .endsWith(".")
                                    .doesNotStartWith("The ")
                                    .doesNotStartWith("A ");
                            String type = property.path("type").asString("");
                            assertThat(type).isNotEmpty();
                            if (type.equals("java.lang.Boolean")) {
                                assertThat(description).as(name(property)).startsWith("Whether ");
                            }
                        });
    }

    @Test
    void everyPropertyHasADefaultOrIsMeantToBeUnset() throws IOException {
        assertThat(ours())
                .filteredOn(property -> !property.has("defaultValue"))
                .extracting(PropertiesMetadataTest::name)
                .isSubsetOf(UNSET);
    }

    @Test
    void everyValueOfAnEnumIsExplained() throws IOException {
        Set<String> hinted =
                metadata()
                        .get("hints")
                        .valueStream()
                        .filter(hint -> !hint.get("values").isEmpty())
                        .map(PropertiesMetadataTest::name)
                        .collect(Collectors.toSet());
        assertThat(ours())
                .filteredOn(property -> isEnum(property.get("type").asString()))
                .extracting(PropertiesMetadataTest::name)
                .isNotEmpty()
                .allMatch(hinted::contains);
    }

    @Test
    void theGuideListsEveryPropertyWithItsDefault() throws IOException {
        Map<String, String> known = new TreeMap<>();
        ours().forEach(p -> known.put(name(p), p.path("defaultValue").asString("")));
        assertThat(guide()).isEqualTo(known);
    }

    private static boolean isEnum(String type) {
        try {
            return Class.forName(type).isEnum();
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Map<String, String> guide() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(GUIDE));
        while (row.find()) {
            rows.put(row.group(1), Objects.requireNonNullElse(row.group(2), ""));
        }
        return rows;
    }

    private static List<JsonNode> ours() throws IOException {
        return properties().stream().filter(p -> name(p).startsWith("graphbus.")).toList();
    }

    private static List<JsonNode> properties() throws IOException {
        return metadata().get("properties").valueStream().toList();
    }

    private static String name(JsonNode property) {
        return property.get("name").asString();
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream in =
                GraphBusProperties.class.getResourceAsStream(
                        "/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        }
    }
}
