package io.graphbus.spring.observation;

import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

/**
 * Observes publishes and sends the trace along in the event's headers. An event from outside that
 * brings a trace keeps it. Usable from any thread.
 */
final class ObservedPublishes implements PublishInterceptor, Ordered {

    private static final String TRACEPARENT = "traceparent";
    private static final List<String> TRACE = List.of(TRACEPARENT, "tracestate", "baggage");
    private static final PublishObservationConvention USUAL = new PublishObservationConvention() {};

    private final ObservationRegistry registry;
    private final BooleanSupplier heard;
    private final Destinations destinations;
    private final @Nullable PublishObservationConvention convention;
    private final ThreadFrames frames;

    /**
     * Observes for a registry.
     *
     * @param heard whether anybody handles observations
     * @param convention names publishes; {@code null} for the usual names
     */
    ObservedPublishes(
            ObservationRegistry registry,
            BooleanSupplier heard,
            Destinations destinations,
            @Nullable PublishObservationConvention convention,
            ThreadFrames frames) {
        this.registry = registry;
        this.heard = heard;
        this.destinations = destinations;
        this.convention = convention;
        this.frames = frames;
    }

    @Override
    public boolean appliesTo(String topic) {
        return heard.getAsBoolean();
    }

    /** Outside of what holds publishes back: the trace is that of the moment of publishing. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Receipt intercept(Publishing publishing, Next next) {
        Observation origin = frames.origin(publishing);
        Event cause = publishing.cause();
        if (origin == null && cause != null && registry.getCurrentObservation() == null) {
            return next.proceed(inTraceOf(cause, publishing));
        }
        String destination = destinations.of(publishing.topic());
        PublishContext context = new PublishContext(publishing, destination);
        Observation observation =
                GraphBusObservation.PUBLISH.observation(convention, USUAL, () -> context, registry);
        start(observation, origin);
        try (Observation.Scope scope = observation.openScope()) {
            Receipt receipt = next.proceed(withTrace(publishing, context));
            context.receipt(receipt);
            return receipt;
        } catch (RuntimeException | Error e) { // told, not handled
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }

    /** A tracer believes the current scope rather than the parent it is told. */
    private static void start(Observation observation, @Nullable Observation origin) {
        if (origin == null) {
            observation.start();
            return;
        }
        try (Observation.Scope scope = origin.openScope()) {
            observation.parentObservation(origin).start();
        }
    }

    private static Publishing withTrace(Publishing publishing, PublishContext context) {
        Publish request = publishing.request();
        boolean foreign = publishing.source().equals(Event.EXTERNAL);
        Map<String, String> headers = context.getCarrier();
        return headers == null || (foreign && request.headers().containsKey(TRACEPARENT))
                ? publishing
                : publishing.with(request.headers(headers));
    }

    /** A result that is published later than right after its execution. */
    private static Publishing inTraceOf(Event cause, Publishing publishing) {
        Publish request = publishing.request();
        Map<String, String> headers = new HashMap<>(request.headers());
        for (String name : TRACE) {
            String value = cause.headers().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return publishing.with(request.headers(headers));
    }
}
