package io.graphbus.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.SwappingGraph;
import io.graphbus.spring.greeting.Counter;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrometheusDurationsTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void durationsAreHistograms() {
        GraphBus bus = GraphBus.of(new Greeter(), new Porter(new Guestbook()));
        bind(CurrentGraph.of(bus));
        greet(bus, 3);
        assertThat(registry.scrape().lines())
                .contains("# TYPE graphbus_method_duration_seconds histogram")
                .contains("# TYPE graphbus_event_processing_duration_seconds histogram")
                .contains(
                        "graphbus_method_duration_seconds_count{agent=\"Greeter\",method=\"greet\"} 3")
                .contains(
                        "graphbus_method_duration_seconds_bucket{agent=\"Greeter\",method=\"greet\",le=\"+Inf\"} 3")
                .contains(
                        "graphbus_event_processing_duration_seconds_count{agent=\"Porter\",subscriber=\"onGreeting\",topic=\"/Greeting/Made\"} 3")
                .anyMatch(line -> line.startsWith("graphbus_method_duration_seconds_sum{"));
    }

    @Test
    void bucketsNeverFallFromOneBoundToTheNext() {
        GraphBus bus = GraphBus.of(new Greeter());
        bind(CurrentGraph.of(bus));
        greet(bus, 200);
        List<Double> counts =
                registry.scrape()
                        .lines()
                        .filter(l -> l.startsWith("graphbus_method_duration_seconds_bucket"))
                        .map(l -> Double.parseDouble(l.substring(l.lastIndexOf(' '))))
                        .toList();
        assertThat(counts).hasSizeGreaterThan(10).isSorted();
        assertThat(counts.get(counts.size() - 1)).isEqualTo(200);
    }

    @Test
    void aScrapeShowsWhatHappenedJustBeforeIt() {
        GraphBus bus = GraphBus.of(new Greeter());
        bind(CurrentGraph.of(bus));
        for (int i = 1; i <= 3; i++) {
            greet(bus, 1);
            bus.publish("/New/Topic" + i, i);
            assertThat(registry.scrape().lines())
                    .contains(
                            "graphbus_method_calls_total{agent=\"Greeter\",method=\"greet\"} "
                                    + i
                                    + ".0")
                    .contains(
                            "graphbus_messages_published_total{agent=\"external\",topic=\"/New/Topic"
                                    + i
                                    + "\"} 1.0");
        }
    }

    @Test
    void everyFamilyHasHelp() {
        bind(CurrentGraph.of(GraphBus.of(new Greeter(), new Porter(new Guestbook()))));
        String text = registry.scrape();
        Set<Family> onlyWhenItHappens =
                EnumSet.of(
                        Family.MIGRATED,
                        Family.REFUSED,
                        Family.NOTICES,
                        Family.COHERENCE,
                        Family.DLQ_DEPTH,
                        Family.DLQ_AGE,
                        Family.LAG,
                        Family.LAG_AGE,
                        Family.PAUSED);
        for (Family family : EnumSet.complementOf(EnumSet.copyOf(onlyWhenItHappens))) {
            assertThat(text).contains(" " + family.help());
        }
    }

    @Test
    void aSwappedGraphLeavesNoSeriesBehind() {
        GraphBus first = GraphBus.of(new Greeter());
        SwappingGraph graph = new SwappingGraph(first);
        bind(graph);
        greet(first, 1);
        registry.scrape();
        graph.swap(GraphBus.of(new Counter()));
        assertThat(registry.scrape()).contains("agent=\"Counter\"").doesNotContain("Greeter");
        graph.swap(GraphBus.of(new Greeter()));
        assertThat(registry.scrape().lines())
                .contains(
                        "graphbus_method_duration_seconds_count{agent=\"Greeter\",method=\"greet\"} 1")
                .contains("graphbus_method_calls_total{agent=\"Greeter\",method=\"greet\"} 1.0");
    }

    @Test
    void theRegistrysCommonTagsAreOnTheHistogramsToo() {
        registry.config().commonTags("application", "quo\"te\nd");
        GraphBus bus = GraphBus.of(new Greeter());
        bind(CurrentGraph.of(bus));
        greet(bus, 1);
        assertThat(registry.scrape().lines())
                .contains(
                        "graphbus_method_duration_seconds_count{agent=\"Greeter\",application=\"quo\\\"te\\nd\",method=\"greet\"} 1")
                .allMatch(line -> line.startsWith("#") || line.matches("[a-z_]+(\\{.*})? \\S+"));
    }

    private GraphBusMetrics kept = new GraphBusMetrics(CurrentGraph.of(GraphBus.of()), () -> 0);

    private void bind(CurrentGraph current) {
        kept = new GraphBusMetrics(current, System::nanoTime);
        kept.bindTo(registry);
    }

    private static void greet(GraphBus bus, int times) {
        for (int i = 0; i < times; i++) {
            bus.call("Greeter", "greet", "Ada");
        }
        assertThat(bus.awaitIdle(Duration.ofSeconds(5))).isTrue();
    }
}
