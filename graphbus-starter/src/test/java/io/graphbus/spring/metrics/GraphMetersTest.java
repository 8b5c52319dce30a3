package io.graphbus.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.SwappingGraph;
import io.graphbus.spring.greeting.Counter;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GraphMetersTest {

    private static final String PUBLISHED = "graphbus.messages.published";

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private GraphBus bus = GraphBus.of();
    private GraphBusMetrics metrics = new GraphBusMetrics(CurrentGraph.of(bus), now::get);

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void anInventedTopicNeverMovesFromOneMeterToAnother() {
        bind(GraphBus.of());
        for (int i = 0; i < ForeignTopics.MOST; i++) {
            bus.publish("/Z/T" + i, i);
        }
        gauge("graphbus.agents.active");
        for (int i = 0; i < 20; i++) {
            bus.publish("/A/T" + i, i);
        }
        bus.publish("/Z/T7", 1);

        assertThat(counter(PUBLISHED, "topic", "/Z/T7")).isEqualTo(2);
        assertThat(counter(PUBLISHED, "topic", ForeignTopics.OTHER)).isEqualTo(20);
        assertThat(published()).isEqualTo(ForeignTopics.MOST + 21);
    }

    @Test
    void whatTheEngineNoLongerTellsApartIsCountedAsOther() {
        bind(GraphBus.of());
        int many = 10_050;
        Logger topics = (Logger) LoggerFactory.getLogger("io.graphbus.bus.Topics");
        topics.setLevel(Level.ERROR);
        for (int i = 0; i < many; i++) {
            bus.publish("/Flood/T" + i, null);
        }
        topics.setLevel(null);

        assertThat(counter(PUBLISHED, "agent", "other", "topic", "other")).isPositive();
        assertThat(published()).isEqualTo(many);
        assertThat(registry.find(PUBLISHED).functionCounters())
                .hasSizeLessThanOrEqualTo(ForeignTopics.MOST + 2);
    }

    @Test
    void aFailedDeliveryIsSeenWaitingForItsNextAttempt() {
        bind(GraphBus.of(new Failing()));
        bus.publish("/Failing/Topic", 1);
        assertThat(bus.awaitIdle(Duration.ofSeconds(5))).isTrue();

        assertThat(gauge("graphbus.messages.retrying", "agent", "Failing")).isEqualTo(1);
        assertThat(gauge("graphbus.messages.in.flight")).isEqualTo(1);
        assertThat(counter("graphbus.messages.failed", "agent", "Failing")).isEqualTo(1);
        assertThat(counter("graphbus.messages.filtered", "agent", "Failing")).isZero();
        assertThat(counter("graphbus.messages.cancelled")).isZero();
        assertThat(gauge("graphbus.messages.unaccounted")).isZero();
    }

    @Test
    void resultsThatGoNowhereAreDropped() {
        bind(
                GraphBus.builder()
                        .agent(new Greeter())
                        .options(RuntimeOptions.DEFAULTS.withMessageBus(false))
                        .build()
                        .start());
        bus.call("Greeter", "greet", "Ada");

        assertThat(counter("graphbus.messages.dropped", "agent", "none", "topic", "none"))
                .isEqualTo(1);
    }

    @Test
    void restartsAreCountedAndNobodyIsStuck() {
        bind(GraphBus.of(new Greeter()));
        assertThat(counter("graphbus.agent.restarts", "agent", "Greeter")).isZero();
        bus.restart("Greeter");

        assertThat(counter("graphbus.agent.restarts", "agent", "Greeter")).isEqualTo(1);
        assertThat(gauge("graphbus.agent.stuck", "agent", "Greeter")).isZero();
    }

    /** Reads version 2, and version 1 migrated. */
    @Agent(name = "Reader")
    static class Reader {
        @Subscribes("/Number/Made")
        @SchemaVersion("^2")
        void on(int number) {}

        @AutoMigrate(from = "1.0.0", to = "2.0.0")
        static int up(String number) {
            return Integer.parseInt(number);
        }
    }

    @Test
    void migratedAndRefusedPayloadsAreCounted() {
        bind(GraphBus.of(new Reader()));
        bus.publish(Publish.to("/Number/Made", "1").schemaVersion("1.0.0"));
        bus.publish(Publish.to("/Number/Made", 1).schemaVersion("0.1.0"));
        assertThat(bus.awaitIdle(Duration.ofSeconds(5))).isTrue();

        assertThat(counter("graphbus.payloads.migrated", "subscriber", "on")).isEqualTo(1);
        assertThat(counter("graphbus.payloads.refused", "reason", "NO_MIGRATION_PATH"))
                .isEqualTo(1);
    }

    @Test
    void everyGraphThatTakesOverIsCounted() {
        SwappingGraph graph = new SwappingGraph(GraphBus.of(new Counter()));
        metrics = new GraphBusMetrics(graph, now::get);
        metrics.bindTo(registry);
        assertThat(counter("graphbus.graph.activations")).isZero();
        bus = GraphBus.of(new Porter(new Guestbook()));
        graph.swap(bus);

        assertThat(counter("graphbus.graph.activations")).isEqualTo(1);
    }

    private void bind(GraphBus graph) {
        bus = graph;
        metrics = new GraphBusMetrics(CurrentGraph.of(bus), now::get);
        metrics.bindTo(registry);
    }

    private double published() {
        List<FunctionCounter> all = List.copyOf(registry.find(PUBLISHED).functionCounters());
        return all.stream().mapToDouble(FunctionCounter::count).sum();
    }

    private double counter(String name, String... tags) {
        now.addAndGet(2 * GraphBusMetrics.TOGETHER_NANOS);
        metrics.refresh();
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private double gauge(String name, String... tags) {
        now.addAndGet(2 * GraphBusMetrics.TOGETHER_NANOS);
        metrics.refresh();
        return registry.get(name).tags(tags).gauge().value();
    }
}
