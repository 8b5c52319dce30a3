package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Documents beside agents' classes. */
class ExplicitContractTest {

    private static final String DOCUMENT =
            """
            {
              "methods": {"place": {
                "input": {"type": "object", "properties": {"id": {"type": "string", "minLength": 3}}, "required": ["id"]},
                "errors": {"SOLD_OUT": true},
                "deprecated": {"since": "1.2.0", "sunset": "2027-01-01"}}},
              "publishes": {"/Order/Created": {"payload":
                {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}},
              "subscribes": {"/Order/Created": {"accepts":
                {"type": "object", "properties": {"id": {"type": "string", "pattern": "^o-"}}, "required": ["id"]}}},
              "calls": {"Stock.reserve": {"versions": "^2"}}
            }
            """;

    @TempDir private Path root;
    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(root);
        workshop.source(
                "shop/Orders.java",
                """
                package shop;
                @Agent @Contract(version = "1.2.0") public class Orders {
                    public record Order(String id) {}
                    @SchemaMethod @Publishes("/Order/Created")
                    public Order place(String id) { return new Order(id); }
                    @Subscribes("/Order/Created") public void check(Order order) {}
                }
                """);
    }

    private BuildResult build(String document) {
        workshop.file("agents/shop/Orders.contract.json", document);
        return BuildOrchestrator.build(workshop.request());
    }

    @Test
    void itsSchemasReplaceThoseOfTheTypes() throws IOException {
        AgentDefinition orders = build(DOCUMENT).orThrow().graph().agent("Orders").orElseThrow();
        assertThat(orders.methods().getFirst().inputSchema().toString())
                .contains("\"minLength\":3");
        JsonNode contract =
                Json.MAPPER.readTree(
                        Files.readString(
                                workshop.artifacts().resolve("contracts/Orders-1.2.0.json")));
        assertThat(contract.at("/methods/place/deprecated/sunset").asString())
                .isEqualTo("2027-01-01");
        assertThat(contract.at("/methods/place/errors/SOLD_OUT").asBoolean()).isTrue();
        assertThat(contract.at("/methods/place/output/properties/id/type").asString())
                .isEqualTo("string");
        assertThat(contract.at("/calls/Stock.reserve/versions").asString()).isEqualTo("^2");
        assertThat(contract.at("/subscribes/~1Order~1Created/handler").asString())
                .isEqualTo("check");
    }

    @Test
    void evenARecordOfTheHandlersTypeHasToFit() {
        build(DOCUMENT).orThrow();
        try (GraphBus bus = GraphBus.open(workshop.artifacts()).start()) {
            bus.call("Orders", "place", "o-1");
            bus.call("Orders", "place", "p-1");
            assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
            assertThat(bus.stats().delivered()).isEqualTo(1);
            assertThat(
                            bus.history(HistoryQuery.newest(1))
                                    .getFirst()
                                    .deliveries()
                                    .getFirst()
                                    .error())
                    .contains("INVALID_PAYLOAD", "/id");
        }
    }

    @Test
    void handlersMayBeAList() throws IOException {
        String list =
                "{\"subscribes\":{\"/Order/Created\":[{\"accepts\":{\"type\":\"object\"},\"x-note\":\"hi\"}]}}";
        AgentDefinition orders = build(list).orThrow().graph().agent("Orders").orElseThrow();
        assertThat(orders.subscriptions().getFirst().payloadSchema())
                .hasToString("{\"type\":\"object\"}");
        JsonNode contract =
                Json.MAPPER.readTree(
                        Files.readString(
                                workshop.artifacts().resolve("contracts/Orders-1.2.0.json")));
        assertThat(contract.at("/subscribes/~1Order~1Created/x-note").asString()).isEqualTo("hi");
        assertThat(contract.at("/subscribes/~1Order~1Created/accepts").toString())
                .isEqualTo("{\"type\":\"object\"}");
    }

    @Test
    void aChangeOfTheDocumentAloneIsBuilt() {
        build(DOCUMENT).orThrow();
        AgentDefinition again =
                build(DOCUMENT.replace("\"minLength\": 3", "\"minLength\": 4"))
                        .orThrow()
                        .graph()
                        .agent("Orders")
                        .orElseThrow();
        assertThat(again.methods().getFirst().inputSchema().toString()).contains("\"minLength\":4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'methods':{'plase':{'input':true}}} | /methods/plase | Did you mean place",
                "{'publishes':{'/Order/Made':{'payload':true}}} | /publishes/~1Order~1Made | no such",
                "{'methods':{'place':{'input':{'type':'text'}}}} | /methods/place/input/type | not a JSON Schema",
                "{'version':'2.0.0'} | /version | @Contract says that",
                "{'publishes':{'/Order/Created':{'version':'1.0.0'}}} | /publishes/~1Order~1Created/version | @Contract says that",
                "{'subscribes':{'/Order/Created':{'versions':'^3'}}} | /subscribes/~1Order~1Created/versions | @SchemaVersion says that",
                "{'methods':{'place':[{'input':true}]}} | /methods/place | not a JSON object",
                "[] | () | a contract is a JSON object",
                "{ | | line 1"
            })
    void whatItGetsWrongIsToldWithItsPlace(String document, String pointer, String words) {
        Problem problem =
                build(document.replace('\'', '"')).problems().stream()
                        .filter(
                                p ->
                                        p.code() == ProblemCode.INVALID_CONTRACT
                                                || p.code() == ProblemCode.INVALID_JSON)
                        .findFirst()
                        .orElseThrow();
        assertThat(problem.where()).endsWith("shop/Orders.contract.json");
        assertThat(problem.message()).contains(words).contains(pointer == null ? "" : pointer);
    }
}
