package io.graphbus.server.event.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.server.event.syntax.Body;
import io.graphbus.server.event.syntax.Timestamps;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RoundTripTest {

    private final GraphBus bus = GraphBus.of(new Shop());
    private final CloudEventWriter writer =
            new CloudEventWriter(JsonMapper.shared(), new CloudEventProperties(10, "my shop/1"));

    @AfterEach
    void stop() {
        bus.close();
    }

    @ParameterizedTest
    @MethodSource("io.graphbus.server.event.cloud.Vector#valid")
    void whatComesInGoesOut(Vector vector) {
        String out = written(CloudEvents.structured(Body.json(vector.event())));

        ObjectNode expected = (ObjectNode) Body.json(vector.event());
        expected.removeIf(JsonNode::isNull);
        if (vector.line().at("/with").has("data")
                && vector.line().at("/with/data").isNull()
                && !expected.has("data_base64")) {
            expected.putNull("data");
        }
        if (expected.path("datacontenttype").asString("").equals("application/json")
                && expected.has("data_base64")) {
            expected.remove("data_base64");
            expected.set("data", vector.line().get("payload"));
        }
        if (expected.has("time")) {
            String time = expected.get("time").stringValue();
            expected.put("time", Objects.requireNonNull(Timestamps.toUtc(time)));
        }
        expected.put("gbtopic", vector.line().path("topic").asString("/io/cloudevents/test"));
        assertThat(Body.json(out)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("io.graphbus.server.event.cloud.Vector#valid")
    void whatGoesOutComesInAsItWas(Vector vector) {
        Publish first = CloudEvents.structured(Body.json(vector.event()));
        Publish second = CloudEvents.structured(Body.json(written(first)));

        assertThat(second.topic()).isEqualTo(first.topic());
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.priority()).isEqualTo(first.priority());
        assertThat(second.schemaVersion()).isEqualTo(first.schemaVersion());
        assertThat(second.payload()).isEqualTo(first.payload());
        assertThat(second.headers().keySet())
                .containsAll(first.headers().keySet())
                .hasSizeBetween(first.headers().size(), first.headers().size() + 1);
        assertThat(written(second)).isEqualTo(written(first));
    }

    @Test
    void anAgentsEventSaysWhereItComesFrom() {
        bus.call("Shop", "sell", "tea");
        bus.awaitIdle(Duration.ofSeconds(10));
        JsonNode event = newest();

        assertThat(event.at("/specversion").asString()).isEqualTo("1.0");
        assertThat(event.at("/id").asString()).isNotEmpty();
        assertThat(event.at("/source").asString()).isEqualTo("/graphbus/my%20shop%2F1/Shop");
        assertThat(event.at("/type").asString()).isEqualTo("graphbus.Shop.Sold.v2");
        assertThat(event.at("/time").asString()).endsWith("Z");
        assertThat(event.at("/datacontenttype").asString()).isEqualTo("application/json");
        assertThat(event.at("/dataschema").asString())
                .isEqualTo("urn:graphbus:contract:Shop:2.1.0:publishes:%2FShop%2FSold");
        assertThat(event.at("/subject").asString()).isEqualTo("tea");
        assertThat(event.at("/partitionkey").asString()).isEqualTo("tea");
        assertThat(event.at("/gbtopic").asString()).isEqualTo("/Shop/Sold");
        assertThat(event.at("/correlationid").asString()).isEqualTo(event.at("/id").asString());
        assertThat(event.at("/data").toString()).isEqualTo("{\"name\":\"tea\"}");
        assertThat(event.has("causationid")).isFalse();
        assertThat(CloudEvents.structured(event).topic()).isEqualTo("/Shop/Sold");
    }

    @Test
    void whatElseWasPublishedIsThereToo() {
        bus.publish(
                Publish.to("/A.b/C", Map.of("n", 1))
                        .schemaVersion("3.4.0")
                        .priority(Priority.HIGH)
                        .headers(Map.of("tenant", "blue", "X-Other", "gone", "bad", "a\nb")));
        JsonNode event = newest();

        assertThat(event.at("/source").asString()).endsWith("/external");
        assertThat(event.at("/type").asString()).isEqualTo("graphbus.A.b.C.v3");
        assertThat(event.at("/gbversion").asString()).isEqualTo("3.4.0");
        assertThat(event.at("/gbpriority").asString()).isEqualTo("HIGH");
        assertThat(event.at("/tenant").asString()).isEqualTo("blue");
        assertThat(event.propertyNames()).doesNotContain("X-Other", "bad", "dataschema");
        assertThat(CloudEvents.structured(event).topic()).isEqualTo("/A.b/C");
    }

    @Test
    void headersThatOnlyLookLikeACloudEventMakeNoInvalidOne() {
        bus.publish(
                Publish.to("/A", new byte[] {1, 2})
                        .key("a\u0000b")
                        .schemaVersion("seven")
                        .headers(
                                Map.of(
                                        "ce-id", "1",
                                        "ce-source", "no uri",
                                        "ce-type", "t",
                                        "source", "x",
                                        "data", "y")));
        JsonNode event = newest();

        assertThat(event.at("/source").asString()).endsWith("/external");
        assertThat(event.propertyNames()).doesNotContain("subject", "gbversion", "data");
        assertThat(event.at("/data_base64").asString()).isEqualTo("AQI=");
        assertThat(event.at("/datacontenttype").asString()).isEqualTo("application/octet-stream");
        assertThat(CloudEvents.structured(event).topic()).isEqualTo("/A");
    }

    private String written(Publish publish) {
        String id = bus.publish(publish).id();
        return writer.write(bus, bus.event(id).orElseThrow().event());
    }

    private JsonNode newest() {
        return Body.json(writer.write(bus, bus.history(HistoryQuery.newest(1)).getFirst().event()));
    }

    record Sale(String name) {}

    @Agent
    @Contract(version = "2.1.0")
    static class Shop {

        @SchemaMethod
        @Publishes(value = "/Shop/Sold", key = "/name")
        public Sale sell(String name) {
            return new Sale(name);
        }
    }
}
