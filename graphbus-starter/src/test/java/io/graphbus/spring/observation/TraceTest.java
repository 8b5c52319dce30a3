package io.graphbus.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TraceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private List<SpanData> spans = List.of();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    ObservationAutoConfiguration.class,
                                    OpenTelemetrySdkAutoConfiguration.class,
                                    OpenTelemetryTracingAutoConfiguration.class,
                                    MicrometerTracingAutoConfiguration.class,
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusObservationAutoConfiguration.class))
                    .withPropertyValues("management.tracing.sampling.probability=1.0")
                    .withBean(SpanProcessor.class, () -> SimpleSpanProcessor.create(exporter))
                    .withBean(Relays.First.class)
                    .withBean(Relays.Second.class)
                    .withBean(Relays.Third.class)
                    .withBean(Relays.Fourth.class)
                    .withBean(Relays.Fifth.class)
                    .withBean(Relays.Stumbling.class);

    @Test
    void oneTraceCrossesTheBusFromResultToHandlerToCall() {
        run(
                (bus, registry) ->
                        Observation.createNotStarted("request", registry)
                                .observe(() -> bus.call("First", "begin", "x")));

        assertThat(tree())
                .containsExactlyInAnyOrder(
                        "request <- ",
                        "call First.begin <- request",
                        "publish /Relay/One <- call First.begin",
                        "process /Relay/One <- publish /Relay/One",
                        "publish /Relay/Two <- process /Relay/One",
                        "process /Relay/Two <- publish /Relay/Two",
                        "publish /Relay/Three <- process /Relay/Two",
                        "process /Relay/Three <- publish /Relay/Three",
                        "call Fifth.here <- process /Relay/Three",
                        "publish /Relay/Four <- call Fifth.here",
                        "call Fifth.elsewhere <- process /Relay/Three");
        assertThat(spans)
                .extracting(SpanData::getTraceId)
                .containsOnly(spans.getFirst().getTraceId());
    }

    @Test
    void producersAndConsumersAreMarkedAsSuch() {
        run((bus, registry) -> bus.publish("/Relay/Two", new Relays.Baton("x")));

        assertThat(span("publish /Relay/Two").getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span("process /Relay/Two").getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span("process /Relay/Two").getAttributes().asMap().toString())
                .contains("messaging.system=graphbus")
                .contains("messaging.message.id=");
    }

    @Test
    void theTraceTravelsInTheEventsHeaders() {
        Event[] published = new Event[1];
        run(
                (bus, registry) -> {
                    Receipt receipt = bus.publish("/Nobody/Hears", 1);
                    published[0] = bus.event(receipt.id()).orElseThrow().event();
                });

        SpanData publish = span("publish /Nobody/Hears");
        assertThat(published[0].headers().get("traceparent"))
                .startsWith("00-" + publish.getTraceId() + "-" + publish.getSpanId() + "-");
    }

    @Test
    void anEventFromOutsideKeepsTheTraceThatItBrings() {
        Map<String, String> headers =
                Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01", "mine", "1");
        Event[] published = new Event[1];
        run(
                (bus, registry) -> {
                    var baton = new Relays.Baton("x");
                    Receipt receipt = bus.publish(Publish.to("/Relay/Two", baton).headers(headers));
                    published[0] = bus.event(receipt.id()).orElseThrow().event();
                });

        assertThat(published[0].headers()).isEqualTo(headers);
        assertThat(span("process /Relay/Two").getTraceId()).isEqualTo(TRACE);
        assertThat(span("process /Relay/Two").getParentSpanId()).isEqualTo(SPAN);
        assertThat(span("process /Relay/Three").getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void everyAttemptIsASpanOfItsOwnBelowThePublish() {
        run(
                (bus, registry) -> {
                    bus.publish("/Stumble", 1);
                    while (bus.stats().delivered() == 0) {
                        bus.awaitIdle(Duration.ofMillis(20));
                    }
                });

        assertThat(tree())
                .containsExactly(
                        "publish /Stumble <- ",
                        "process /Stumble <- publish /Stumble",
                        "process /Stumble <- publish /Stumble");
        assertThat(spans)
                .extracting(span -> span.getStatus().getStatusCode())
                .satisfiesExactly(
                        publish -> assertThat(publish).isNotEqualTo(StatusCode.ERROR),
                        first -> assertThat(first).isEqualTo(StatusCode.ERROR),
                        second -> assertThat(second).isNotEqualTo(StatusCode.ERROR));
    }

    @Test
    void anUnsampledTraceIsSentAlongToo() {
        Map<String, String> headers = Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-00");
        run(
                (bus, registry) ->
                        bus.publish(
                                Publish.to("/Relay/Two", new Relays.Baton("x")).headers(headers)));

        assertThat(tree()).containsExactly("publish /Relay/Two <- ");
    }

    private void run(BiConsumer<GraphBus, ObservationRegistry> work) {
        runner.run(
                context -> {
                    GraphBus bus = context.getBean(GraphBus.class);
                    work.accept(bus, context.getBean(ObservationRegistry.class));
                    assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
                    spans = exporter.getFinishedSpanItems();
                });
    }

    private SpanData span(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    /** Each span with its parent. */
    private List<String> tree() {
        return spans.stream().map(span -> span.getName() + " <- " + parent(span)).toList();
    }

    private String parent(SpanData span) {
        return spans.stream()
                .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
                .map(SpanData::getName)
                .findFirst()
                .orElse("");
    }
}
