package io.graphbus.spring.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.metrics.Exposition.Sample;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GraphBus bus = GraphBus.of(new HostileNames(), new Greeter());
    private final GraphBusMetrics metrics =
            new GraphBusMetrics(CurrentGraph.of(bus), System::nanoTime);

    ExpositionTest() {
        registry.config().commonTags("zone", "a\"b\\c\nd");
        metrics.bindTo(registry);
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void hostileNamesAreTakenApartAgainAsTheyWere() {
        bus.publish(HostileNames.TOPIC, "x");
        bus.call("a.b-c_D", "größe$1");
        idle();
        Exposition text = Exposition.parse(registry.scrape());

        assertThat(text.samples("graphbus_messages_delivered_total"))
                .contains(
                        new Sample(
                                "graphbus_messages_delivered_total",
                                Map.of(
                                        "agent",
                                        "a.b-c_D",
                                        "topic",
                                        HostileNames.TOPIC,
                                        "subscriber",
                                        HostileNames.SUBSCRIBER,
                                        "zone",
                                        "a\"b\\c\nd"),
                                1));
        assertThat(text.samples("graphbus_method_calls_total"))
                .anyMatch(s -> "größe$1".equals(s.labels().get("method")) && s.value() == 1);
    }

    @Test
    void prometheusFindsNothingWrong() {
        bus.publish(HostileNames.TOPIC, "x");
        bus.call("Greeter", "greet", "Ada");
        bus.publish("/Not/Known", 1);
        idle();

        Promtool.accepts(registry.scrape());
    }

    @Test
    void everyFamilySaysWhatItIs() {
        Exposition text = Exposition.parse(registry.scrape());

        assertThat(text.helps().keySet())
                .containsExactlyInAnyOrderElementsOf(text.types().keySet());
        assertThat(text.helps().values()).allMatch(help -> help.endsWith("."));
    }

    @Test
    void thousandsOfObservationsAreCountedOnce() {
        double sum = 0;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 400; i++) {
                bus.call("Greeter", "greet", "Ada");
            }
            double next = Exposition.parse(registry.scrape()).sum(duration("sum"));
            assertThat(next).isGreaterThan(sum);
            sum = next;
        }
        Exposition text = Exposition.parse(registry.scrape());
        List<Double> buckets =
                text.samples(duration("bucket")).stream()
                        .filter(s -> "Greeter".equals(s.labels().get("agent")))
                        .map(Sample::value)
                        .toList();

        assertThat(text.sum(duration("count"))).isEqualTo(1200);
        assertThat(buckets).isSorted().last().isEqualTo(1200.0);
        assertThat(text.sum(duration("sum"))).isEqualTo(sum);
    }

    @Test
    void openMetricsSaysTheSame() throws IOException {
        bus.publish(HostileNames.TOPIC, "x");
        idle();
        var bytes = new ByteArrayOutputStream();
        new OpenMetricsTextFormatWriter(false, false)
                .write(bytes, registry.getPrometheusRegistry().scrape());
        String text = bytes.toString(UTF_8);

        assertThat(text).endsWith("# EOF\n").contains("# TYPE graphbus_messages_delivered counter");
        assertThat(text.lines())
                .contains("# UNIT graphbus_method_duration_seconds seconds")
                .anyMatch(
                        line ->
                                line.startsWith("graphbus_messages_delivered_total{")
                                        && line.contains(
                                                "subscriber=\"quo\\\"te \\\\ back\\nline } , ü 漢 \t #\""));
    }

    private static String duration(String part) {
        return "graphbus_method_duration_seconds_" + part;
    }

    private void idle() {
        assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }
}
