package io.graphbus.migration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.gate.ContractEnforcement;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import io.graphbus.problem.GraphBusException;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an agent publishes, compared with what it promises. */
class WrittenPayloadsTest {

    private static final String TOPIC = "/order/created";

    record Item(String sku, int count) {}

    record Order(String id, List<Item> items) {}

    @Agent(name = "Orders")
    @Contract(version = "1.2.0")
    static final class Orders {
        private final AgentContext context;

        Orders(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        @Publishes(TOPIC)
        public Order order(String id) {
            return new Order(id, List.of(new Item("pen", 2)));
        }

        @SchemaMethod
        public void send(JsonNode payload) {
            context.publish(TOPIC, payload);
        }

        @SchemaMethod
        public void sendLater(JsonNode payload) {
            context.publishAfter(Duration.ofHours(1), TOPIC, payload);
        }
    }

    @Agent(name = "Audit")
    static final class Audit {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes(TOPIC)
        public void on(JsonNode order) {
            seen.add(order);
        }
    }

    private static final Map<String, Object> GOOD =
            Map.of("id", "a", "items", List.of(Map.of("sku", "pen", "count", 2)));
    private static final Map<String, Object> DEEP_EXTRA =
            Map.of("id", "a", "items", List.of(Map.of("sku", "pen", "count", 2, "note", "red")));

    private final Audit audit = new Audit();
    private GraphBus bus = graph(ContractEnforcement.WRITER);

    private GraphBus graph(ContractEnforcement enforcement) {
        return GraphBus.builder()
                .agent(Orders.class)
                .agent(audit)
                .options(RuntimeOptions.builder().contractEnforcement(enforcement).build())
                .build()
                .start();
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private static final PublishInterceptor.Next NEXT =
            new PublishInterceptor.Next() {
                @Override
                public Receipt proceed(Publishing publishing) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public void proceed(Publishing publishing, Duration delay) {}

                @Override
                public void lose(Publishing publishing, Throwable why) {}
            };

    private static Publishing by(String agent, Publish request) {
        return new Publishing(request, agent, null, true);
    }

    private void call(String method, Map<String, Object> arguments) {
        bus.call("Orders", method, arguments, Object.class);
        assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    private void assertRefused(String method, Map<String, Object> arguments, String place) {
        assertThatThrownBy(() -> call(method, arguments))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("INVALID_PAYLOAD")
                .hasMessageContaining("publishes to /order/created in version 1.2.0")
                .hasMessageContaining(place);
        assertThat(audit.seen).isEmpty();
    }

    @Test
    void whatTheContractSaysIsPublished() {
        call("order", Map.of("id", "a"));
        call("send", Map.of("payload", GOOD));

        assertThat(audit.seen).hasSize(2);
    }

    @Test
    void aPropertyThatIsNotDeclaredIsRefusedWhereverItStands() {
        assertRefused("send", Map.of("payload", DEEP_EXTRA), "/items/0");
    }

    @Test
    void anotherTypeIsRefused() {
        assertRefused("send", Map.of("payload", Map.of("id", 7, "items", List.of())), "/id");
    }

    @Test
    void whoAsksForADelayLearnsOfItAtOnce() {
        assertRefused("sendLater", Map.of("payload", DEEP_EXTRA), "/items/0");
        assertThat(bus.nextDue()).isEmpty();
    }

    @Test
    void anotherVersionIsNotJudgedByThisOne() {
        var written = new WrittenPayloads(bus.graph().agents());
        Publish request = Publish.to(TOPIC, DEEP_EXTRA);

        assertThatThrownBy(() -> written.delay(by("Orders", request), Duration.ZERO, NEXT))
                .hasMessageContaining("INVALID_PAYLOAD");
        written.delay(by("Orders", request.schemaVersion("3.0.0")), Duration.ZERO, NEXT);
    }

    @Test
    void outsideIsNotBoundByAnAgentsContract() {
        bus.publish(TOPIC, DEEP_EXTRA);
        assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();

        assertThat(audit.seen).hasSize(1);
    }

    @Test
    void nobodyIsBoundUnlessThatIsAskedFor() {
        bus.close();
        bus = graph(ContractEnforcement.NONE);
        call("send", Map.of("payload", DEEP_EXTRA));

        assertThat(audit.seen).hasSize(1);
    }
}
