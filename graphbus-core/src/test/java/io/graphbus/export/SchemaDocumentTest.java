package io.graphbus.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.graphbus.schema.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaDocumentTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TempDir private Path directory;

    @Test
    void itIsASchemaByTheMetaSchema() {
        var meta =
                REGISTRY.getSchema(
                        SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        JsonNode document = document(Graphs.hard(directory));
        assertThat(meta.validate(document)).isEmpty();
        ((ObjectNode) document.path("$defs").path("Graph.Point")).put("type", "integr");
        assertThat(meta.validate(document)).isNotEmpty();
    }

    @Test
    void everyPayloadArgumentAndResultIsDefined() {
        assertThat(document(Graphs.shop(directory)).path("$defs").propertyNames())
                .contains(
                        "/Order/Created",
                        "Orders.order.input",
                        "Orders.order.output",
                        "Mailer.mail.accepts");
    }

    @Test
    void definitionsJudgeValuesAsTheGraphDoes() {
        JsonNode document = document(Graphs.hard(directory));
        String tree = "{\"label\":\"a\",\"children\":[{\"label\":\"b\",\"children\":[%s]}]}";
        assertThat(accepts(document, "/Tree/Grown", tree.formatted(""))).isTrue();
        assertThat(accepts(document, "/Tree/Grown", tree.formatted("{\"label\":1}"))).isFalse();
        assertThat(accepts(document, "end.grow.input", "{}")).isFalse();
        assertThat(accepts(document, "Other.grow.input", "{\"trees\":[{\"height\":1}]}")).isTrue();
        assertThat(accepts(document, "Other.grow.input", "{\"trees\":[{\"label\":1}]}")).isFalse();
    }

    private static boolean accepts(JsonNode document, String definition, String value) {
        ObjectNode root = ((ObjectNode) document).deepCopy();
        root.put("$ref", "#/$defs/" + definition.replace("/", "~1"));
        return REGISTRY.getSchema(root).validate(Json.MAPPER.readTree(value)).isEmpty();
    }

    private static JsonNode document(GraphView view) {
        return Json.MAPPER.readTree(GraphDocument.JSON_SCHEMA.of(view));
    }
}
