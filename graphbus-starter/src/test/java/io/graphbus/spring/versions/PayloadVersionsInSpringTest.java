package io.graphbus.spring.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.schema.Json;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Beans that read one version and are sent another. */
class PayloadVersionsInSpringTest {

    private static final String TOPIC = "/order/created";
    private static final String DOCUMENT =
            """
            {"formatVersion":1,"agent":"Shop","subject":"payload:/order/created","from":"%s","to":"%s",
             "operations":[{"op":"rename","path":"/%s","to":"%s"}]}
            """;

    record Order(String id, int total) {}

    /** Reads version 3, and knows how version 2 becomes it. */
    @Agent(name = "Reader")
    static class Reader {
        final List<Order> orders = new CopyOnWriteArrayList<>();
        private final int factor = 100;

        @Subscribes(TOPIC)
        @SchemaVersion("^3")
        public void on(Order order) {
            orders.add(order);
        }

        /** Uses what the bean has, so it must be called on the bean. */
        @AutoMigrate(from = "2.0.0", to = "3.0.0")
        Order up(Order old) {
            return new Order(old.id(), old.total() * factor);
        }
    }

    /** Promises orders, and sends what it is told to. */
    @Agent(name = "Writer")
    static class Writer {
        private final AgentContext events;

        Writer(AgentContext events) {
            this.events = events;
        }

        @SchemaMethod
        @Publishes(TOPIC)
        public Order order(String id) {
            return new Order(id, 1);
        }

        @SchemaMethod
        public void send(JsonNode payload) {
            events.publish(TOPIC, payload);
        }
    }

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class, GraphBusAutoConfiguration.class))
                    .withBean(Reader.class);

    private static List<Order> read(ApplicationContext context, String version, String json) {
        GraphBus bus = context.getBean(GraphBus.class);
        bus.publish(Publish.json(TOPIC, json).schemaVersion(version));
        assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
        return context.getBean(Reader.class).orders;
    }

    @Test
    void aMethodOfTheBeanMigrates() {
        runner.run(
                context ->
                        assertThat(read(context, "2.0.0", "{\"id\":\"a\",\"total\":2}"))
                                .containsExactly(new Order("a", 200)));
    }

    @Test
    void documentsAndBeansLeadOn(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("one.json"),
                DOCUMENT.formatted("1.0.0", "2.0.0", "amount", "total"));
        Migration bean =
                DeclaredMigration.read(
                        Json.parse(DOCUMENT.formatted("0.1.0", "1.0.0", "sum", "amount"), "bean"),
                        "bean");
        runner.withPropertyValues("graphbus.contract.migrations=" + directory)
                .withBean(Migration.class, () -> bean)
                .run(
                        context ->
                                assertThat(read(context, "0.1.0", "{\"id\":\"a\",\"sum\":2}"))
                                        .containsExactly(new Order("a", 200)));
    }

    @Test
    void whatIsNotReadIsHandedOverWhereThatIsWanted() {
        String json = "{\"id\":\"a\",\"total\":2}";
        runner.run(context -> assertThat(read(context, "9.0.0", json)).isEmpty());
        runner.withPropertyValues("graphbus.contract.validation=warn")
                .run(context -> assertThat(read(context, "9.0.0", json)).hasSize(1));
        runner.withPropertyValues("graphbus.contract.validation=off")
                .run(context -> assertThat(read(context, "9.0.0", json)).hasSize(1));
    }

    @Test
    void whatAContractDoesNotSayIsPublishedOnlyWhereWritersAreNotBound() {
        String json = "{\"payload\":{\"id\":\"a\",\"total\":2,\"note\":\"red\"}}";
        var writing = runner.withBean(Writer.class);
        writing.run(context -> context.getBean(GraphBus.class).callJson("Writer", "send", json));
        writing.withPropertyValues("graphbus.contract.enforce=writer")
                .run(
                        context ->
                                assertThatThrownBy(
                                                () ->
                                                        context.getBean(GraphBus.class)
                                                                .callJson("Writer", "send", json))
                                        .hasMessageContaining("INVALID_PAYLOAD")
                                        .hasMessageContaining("note"));
    }

    @Test
    void aDocumentThatIsNoneKeepsTheApplicationFromStarting(@TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("one.json"), "{}");
        runner.withPropertyValues("graphbus.contract.migrations=" + directory)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("one.json")
                                        .hasMessageContaining("INVALID_MIGRATION"));
    }
}
