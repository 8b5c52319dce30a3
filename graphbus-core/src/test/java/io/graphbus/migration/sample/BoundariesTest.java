package io.graphbus.migration.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BoundariesTest {

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'), "test");
    }

    private static List<String> moved(String written, String value, String bounds) {
        return Boundaries.of(
                        new Schema(json(written)), List.of(json(value)), List.of(json(bounds)), 50)
                .stream()
                .map(JsonNode::toString)
                .toList();
    }

    @Test
    void numbersStandAtEachBoundAndBesideIt() {
        assertThat(
                        moved(
                                "{'properties':{'a':{'type':'integer'},'b':{'type':'integer','maximum':9}}}",
                                "{'a':0,'b':0}",
                                "{'properties':{'a':{'maximum':10}}}"))
                .containsExactly(
                        "{\"a\":9,\"b\":0}",
                        "{\"a\":10,\"b\":0}",
                        "{\"a\":11,\"b\":0}",
                        "{\"a\":0,\"b\":9}");
    }

    @Test
    void textsAndListsHaveTheLengthsAndTheWordsThatAreNamed() {
        assertThat(moved("{'type':'string'}", "'xyz'", "{'maxLength':3,'enum':['NEW']}"))
                .containsExactly("\"NEW\"", "\"xy\"", "\"xyz\"", "\"xyza\"");
        assertThat(moved("{'type':'array','maxItems':2}", "[1]", "{'maxItems':2,'const':7}"))
                .containsExactly("[6]", "[7]", "[8]", "[1]", "[1,1]");
    }

    @Test
    void whatTheWriterDoesNotWriteIsLeftOut() {
        assertThat(moved("{'type':'integer','maximum':3}", "1", "{'minimum':4}"))
                .containsExactly("3");
        assertThat(moved("{'type':'boolean'}", "true", "{'minimum':4}")).isEmpty();
    }
}
