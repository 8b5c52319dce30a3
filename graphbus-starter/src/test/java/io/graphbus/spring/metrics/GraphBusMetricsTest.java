package io.graphbus.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.contract.notice.ContractImpacted;
import io.graphbus.contract.notice.Outcome;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.SwappingGraph;
import io.graphbus.spring.greeting.Counter;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class GraphBusMetricsTest {

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countsCallsAndErrorsPerMethod() {
        GraphBus bus = bound(GraphBus.of(new Greeter()));
        bus.call("Greeter", "greet", "Ada");
        Assertions.catchThrowable(() -> bus.call("Greeter", "greet", " "));
        assertThat(counter("graphbus.method.calls", "agent", "Greeter", "method", "greet"))
                .isEqualTo(2);
        assertThat(counter("graphbus.method.errors", "agent", "Greeter", "method", "greet"))
                .isEqualTo(1);
    }

    @Test
    void countsEventsAndTheirDeliveries() {
        GraphBus bus = bound(GraphBus.of(new Greeter(), new Porter(new Guestbook())));
        greet(bus);
        assertThat(counter("graphbus.messages.published", "agent", "Greeter")).isEqualTo(1);
        assertThat(counter("graphbus.messages.delivered", "agent", "Porter")).isEqualTo(1);
        assertThat(counter("graphbus.messages.failed", "agent", "Porter")).isZero();
        assertThat(counter("graphbus.messages.dead", "agent", "Porter")).isZero();
        bus.publish(Greeter.GREETED, List.of());
        assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(counter("graphbus.messages.failed", "agent", "Porter")).isEqualTo(1);
        assertThat(counter("graphbus.messages.dead", "agent", "Porter")).isEqualTo(1);
        assertThat(gauge("graphbus.messages.unaccounted")).isZero();
    }

    @Test
    void everyDeclaredPublicationIsCountedFromZero() {
        bound(GraphBus.of(new Greeter()));
        assertThat(counter("graphbus.messages.published", "topic", Greeter.GREETED)).isZero();
    }

    @Test
    void gaugesShowAgentsQueuesAndHealth() {
        bound(GraphBus.of(new Greeter(), new Counter()));
        assertThat(gauge("graphbus.agents.active")).isEqualTo(2);
        assertThat(gauge("graphbus.message.queue.depth", "agent", "Greeter")).isZero();
        assertThat(gauge("graphbus.agent.health.status", "agent", "Greeter")).isZero();
    }

    @Test
    void agentsThatWereToldOfAContractAreCounted() {
        GraphBus bus = bound(GraphBus.of(new Greeter()));
        bus.tell(new ContractImpacted("Counter", "2.0.0", "Greeter", Outcome.BREAKS, "/x"));
        later();
        assertThat(gauge("graphbus.agents.active")).isEqualTo(1);
        assertThat(counter("graphbus.contract.notices", "agent", "Greeter", "outcome", "BREAKS"))
                .isEqualTo(1);
    }

    @Test
    void durationsAreCountAndTotalTimeWhereThereIsNoPrometheus() {
        GraphBus bus = bound(GraphBus.of(new Greeter()));
        bus.call("Greeter", "greet", "Ada");
        later();
        var timer = registry.get("graphbus.method.duration").functionTimer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void aTopicFromOutsideIsCountedToo() {
        GraphBus bus = bound(GraphBus.of());
        bus.publish("/Nobody/Listens", "x");
        assertThat(gauge("graphbus.agents.active")).isZero();
        assertThat(counter("graphbus.messages.published", "topic", "/Nobody/Listens")).isEqualTo(1);
    }

    @Test
    void inventedTopicsShareOneMeterAfterTheFirstHundred() {
        GraphBus bus = bound(GraphBus.of());
        for (int i = 0; i < ForeignTopics.MOST + 50; i++) {
            bus.publish("/Invented/T" + i, i);
        }
        assertThat(gauge("graphbus.agents.active")).isZero();
        assertThat(registry.find("graphbus.messages.published").functionCounters())
                .hasSizeLessThanOrEqualTo(ForeignTopics.MOST + 1);
        assertThat(
                        registry.find("graphbus.messages.published").functionCounters().stream()
                                .mapToDouble(c -> c.count())
                                .sum())
                .isEqualTo(ForeignTopics.MOST + 50);
    }

    @Test
    void aSwappedGraphKeepsItsCountsAndLosesItsOldMeters() {
        GraphBus first = GraphBus.of(new Greeter(), new Porter(new Guestbook()));
        SwappingGraph graph = bound(new SwappingGraph(first));
        greet(first);
        GraphBus second = GraphBus.of(new Greeter());
        graph.swap(second);
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isEqualTo(1);
        greet(second);
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isEqualTo(2);
        assertThat(registry.find("graphbus.messages.delivered").functionCounters()).isEmpty();
    }

    @Test
    void whatAReplacedGraphDoesWhileItDrainsIsCountedToo() {
        GraphBus first = GraphBus.of(new Greeter());
        SwappingGraph graph = bound(new SwappingGraph(first));
        graph.replace(GraphBus.of(new Greeter()));
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isZero();
        greet(first);
        graph.tell();
        greet(graph.bus());
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isEqualTo(2);
    }

    @Test
    void aRestartedGraphKeepsItsCounts() {
        GraphBus bus = bound(GraphBus.of(new Greeter()));
        greet(bus);
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isEqualTo(1);
        bus.stop();
        bus.start();
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isEqualTo(1);
        greet(bus);
        assertThat(counter("graphbus.method.calls", "agent", "Greeter")).isEqualTo(2);
    }

    @Test
    void allMetersOfOneNameHaveTheSameTagKeys() {
        GraphBus bus = bound(GraphBus.of(new Greeter(), new Porter(new Guestbook())));
        greet(bus);
        bus.publish("/Other/Topic", 1);
        later();
        gauge("graphbus.agents.active");
        Map<String, Set<List<String>>> keys =
                registry.getMeters().stream()
                        .map(Meter::getId)
                        .collect(
                                Collectors.groupingBy(
                                        Meter.Id::getName,
                                        Collectors.mapping(
                                                id ->
                                                        id.getTags().stream()
                                                                .map(Tag::getKey)
                                                                .toList(),
                                                Collectors.toSet())));
        assertThat(keys)
                .hasSizeGreaterThan(8)
                .allSatisfy((name, sets) -> assertThat(sets).hasSize(1));
    }

    @Test
    void everyRegistryOfACompositeGetsTheMetersOnce() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        composite.add(other);
        GraphBusMetrics metrics = metrics(CurrentGraph.of(GraphBus.of(new Greeter())));
        metrics.bindTo(composite);
        metrics.bindTo(registry);
        assertThat(registry.getMeters()).hasSameSizeAs(other.getMeters()).isNotEmpty();
    }

    private GraphBus bound(GraphBus bus) {
        metrics(CurrentGraph.of(bus)).bindTo(registry);
        return bus;
    }

    private SwappingGraph bound(SwappingGraph graph) {
        metrics(graph).bindTo(registry);
        return graph;
    }

    private GraphBusMetrics metrics(CurrentGraph current) {
        GraphBusMetrics metrics = new GraphBusMetrics(current, now::get);
        kept = metrics;
        return metrics;
    }

    /** Registries hold what they measure weakly. */
    private Object kept = this;

    private static void greet(GraphBus bus) {
        bus.call("Greeter", "greet", "Ada");
        assertThat(bus.awaitIdle(Duration.ofSeconds(5))).isTrue();
    }

    private void later() {
        now.addAndGet(2 * GraphBusMetrics.TOGETHER_NANOS);
    }

    private double counter(String name, String... tags) {
        later();
        return search(registry, name, tags).functionCounter().count();
    }

    private double gauge(String name, String... tags) {
        later();
        return search(registry, name, tags).gauge().value();
    }

    private static io.micrometer.core.instrument.search.RequiredSearch search(
            MeterRegistry registry, String name, String... tags) {
        return registry.get(name).tags(tags);
    }
}
