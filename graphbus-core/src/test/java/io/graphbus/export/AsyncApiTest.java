package io.graphbus.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.graphbus.schema.Json;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AsyncApiTest {

    private static final Schema OFFICIAL = official();

    @TempDir private Path directory;

    @Test
    void itIsValidByTheOfficialSchema() {
        assertThat(faults(document(Graphs.shop(directory.resolve("a"))))).isEmpty();
        assertThat(faults(document(Graphs.hard(directory.resolve("b"))))).isEmpty();
        assertThat(faults(document(Graphs.hard(directory.resolve("c")).only("graph")))).isEmpty();
    }

    @Test
    void theOfficialSchemaWouldFindFaults() {
        JsonNode broken = document(Graphs.shop(directory)).deepCopy();
        ((tools.jackson.databind.node.ObjectNode) broken).put("channel", 1);
        assertThat(faults(broken)).isNotEmpty();
    }

    @Test
    void theRealParserReadsIt() throws Exception {
        for (GraphView view :
                List.of(
                        Graphs.shop(directory.resolve("a")),
                        Graphs.hard(directory.resolve("b")),
                        Graphs.hard(directory.resolve("c")).only("end"),
                        Graphs.hard(directory.resolve("d")).asyncApi("3.1.0"))) {
            assertThat(Judge.faults("asyncapi", GraphDocument.ASYNCAPI.of(view))).isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = document(Graphs.hard(directory));
        each(
                document,
                node -> {
                    JsonNode reference = node.path("$ref");
                    if (reference.isString()) {
                        String target = reference.stringValue();
                        assertThat(target).startsWith("#/");
                        assertThat(document.at(target.substring(1)).isMissingNode())
                                .as(target)
                                .isFalse();
                    }
                });
    }

    @Test
    void topicsAreChannelsAndNoAddressIsUsedTwice() {
        JsonNode channels = document(Graphs.hard(directory)).path("channels");
        assertThat(channels.path(".Tree.Grown").path("address").asString())
                .isEqualTo("/Tree/Grown");
        assertThat(channels.path(".A.B").path("address").asString()).isEqualTo("/A.B");
        assertThat(channels.path(".A.B-2").path("address").asString()).isEqualTo("/A/B");
        Set<String> addresses = new HashSet<>();
        for (JsonNode channel : channels) {
            JsonNode address = channel.path("address");
            assertThat(address.isNull() || addresses.add(address.stringValue())).isTrue();
        }
    }

    @Test
    void publishersSendAndSubscribersReceive() {
        JsonNode operations = document(Graphs.shop(directory)).path("operations");
        JsonNode send = operations.path("Orders.send.Created");
        assertThat(send.path("action").asString()).isEqualTo("send");
        assertThat(send.at("/channel/$ref").asString()).isEqualTo("#/channels/.Order.Created");
        assertThat(send.at("/messages/0/$ref").asString())
                .isEqualTo("#/channels/.Order.Created/messages/Orders.Created.v1_0_0");
        assertThat(send.path("x-graphbus-key").asString()).isEqualTo("/id");
        JsonNode receive = operations.path("Mailer.receive.mail");
        assertThat(receive.path("action").asString()).isEqualTo("receive");
        assertThat(receive.path("x-graphbus-pattern").asString()).isEqualTo("/Order/*");
        assertThat(receive.path("x-graphbus-accepts").asString()).isEqualTo("*");
        assertThat(receive.path("x-graphbus-priority").asString()).isEqualTo("high");
        assertThat(receive.path("x-graphbus-agent").asString()).isEqualTo("Mailer");
    }

    @Test
    void aWildcardBecomesAnOperationForEachTopicItMatches() {
        JsonNode operations = document(Graphs.hard(directory)).path("operations");
        assertThat(operations.path("Other.receive.all").at("/channel/$ref").asString())
                .isEqualTo("#/channels/.Tree.Cut");
        assertThat(operations.path("Other.receive.all.Tree.Grown").at("/channel/$ref").asString())
                .isEqualTo("#/channels/.Tree.Grown");
    }

    @Test
    void aWildcardThatMatchesNothingYetHasParameters() {
        JsonNode document = document(Graphs.hard(directory));
        JsonNode channel = document.path("channels").path(".Nobody...Knows...");
        assertThat(channel.path("address").asString())
                .isEqualTo("/Nobody/{segment1}/Knows/{segment2}");
        assertThat(channel.path("parameters").propertyNames())
                .containsExactly("segment1", "segment2");
        assertThat(channel.path("x-graphbus-pattern").asString()).isEqualTo("/Nobody/*/Knows/**");
    }

    @Test
    void methodsAnswerOnAChannelWithoutAddress() {
        JsonNode document = document(Graphs.shop(directory));
        JsonNode call = document.path("operations").path("Orders.order");
        assertThat(call.path("action").asString()).isEqualTo("receive");
        JsonNode request = at(document, call.at("/channel/$ref"));
        assertThat(request.path("address").asString()).isEqualTo("Orders/order");
        JsonNode reply = at(document, call.at("/reply/channel/$ref"));
        assertThat(reply.path("address").isNull()).isTrue();
        JsonNode message =
                document.path("components").path("messages").path("Orders.order.request.v1_0_0");
        assertThat(message.at("/correlationId/location").asString())
                .isEqualTo("$message.header#/ce-id");
        assertThat(message.at("/payload/required/0").asString()).isEqualTo("id");
    }

    @Test
    void messagesAreCloudEventsAndSayWhatIsPromised() {
        JsonNode components = document(Graphs.hard(directory)).path("components");
        JsonNode message = components.path("messages").path("graph.Cut.v2_1_0");
        assertThat(message.path("name").asString()).isEqualTo("graphbus.Tree.Cut.v2");
        assertThat(message.path("contentType").asString()).isEqualTo("application/json");
        assertThat(message.at("/traits/0/$ref").asString())
                .isEqualTo("#/components/messageTraits/CloudEvent");
        assertThat(message.path("x-graphbus-contract").asString()).isEqualTo("2.1.0");
        assertThat(message.path("x-graphbus-stability").asString()).isEqualTo("beta");
        assertThat(message.at("/x-graphbus-compat/writer").asString()).isEqualTo("FORWARD");
        assertThat(components.at("/messageTraits/CloudEvent/headers/required"))
                .hasSize(4)
                .first()
                .satisfies(name -> assertThat(name.asString()).isEqualTo("ce-id"));
    }

    @Test
    void definitionsMoveToComponentsAndDefaultsBesideReferencesAreKept() {
        JsonNode document = document(Graphs.hard(directory));
        assertThat(document.toString()).doesNotContain("$defs");
        JsonNode payload =
                document.path("components")
                        .path("messages")
                        .path("graph.Cut.v2_1_0")
                        .path("payload");
        assertThat(payload.at("/properties/at/allOf/0/$ref").asString())
                .isEqualTo("#/components/schemas/Graph.Point");
        assertThat(payload.at("/properties/at/default/x").asInt()).isEqualTo(1);
    }

    @Test
    void theVersionFollowsFromTheContentUnlessItIsGiven() {
        GraphView shop = Graphs.shop(directory.resolve("a"));
        String one = document(shop).at("/info/version").asString();
        assertThat(one).hasSize(12).isEqualTo(document(shop).at("/info/version").asString());
        assertThat(document(Graphs.hard(directory.resolve("b"))).at("/info/version").asString())
                .isNotEqualTo(one);
        assertThat(document(shop.version("1.2.3")).at("/info/version").asString())
                .isEqualTo("1.2.3");
    }

    @Test
    void oneAgentsDocumentHasItsOwnOperationsOnly() {
        JsonNode document = document(Graphs.hard(directory).only("end"));
        assertThat(document.path("operations").propertyNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("end."));
        assertThat(document.path("channels").propertyNames())
                .contains(".Tree.Cut")
                .doesNotContain(".Other.Grown");
    }

    private static JsonNode document(GraphView view) {
        return Json.MAPPER.readTree(GraphDocument.ASYNCAPI.of(view));
    }

    private static JsonNode at(JsonNode document, JsonNode reference) {
        return document.at(reference.asString().substring(1));
    }

    private static void each(JsonNode node, Consumer<JsonNode> look) {
        look.accept(node);
        node.forEach(child -> each(child, look));
    }

    private static List<String> faults(JsonNode document) {
        return OFFICIAL.validate(document).stream().map(Object::toString).toList();
    }

    private static Schema official() {
        InputStream text = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Json.MAPPER.readTree(Objects.requireNonNull(text)));
    }
}
