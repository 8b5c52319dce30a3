package io.graphbus.spring.observation;

import io.graphbus.agent.Event;
import io.graphbus.bus.Envelope;
import io.graphbus.invoke.Interceptor;
import io.graphbus.invoke.Invocation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

/** Observes calls and attempts at deliveries. Usable from any thread. */
final class ObservedExecutions implements Interceptor, Ordered {

    private final ObservationRegistry registry;
    private final BooleanSupplier heard;
    private final Destinations destinations;
    private final Conventions conventions;
    private final ThreadFrames frames;

    /**
     * Observes for a registry.
     *
     * @param heard whether anybody handles observations
     */
    ObservedExecutions(
            ObservationRegistry registry,
            BooleanSupplier heard,
            Destinations destinations,
            Conventions conventions,
            ThreadFrames frames) {
        this.registry = registry;
        this.heard = heard;
        this.destinations = destinations;
        this.conventions = conventions;
        this.frames = frames;
    }

    /** Names of one's own; {@code null} for the usual ones. */
    record Conventions(
            @Nullable DeliveryObservationConvention deliveries,
            @Nullable CallObservationConvention calls) {

        private static final DeliveryObservationConvention DELIVERY =
                new DeliveryObservationConvention() {};
        private static final CallObservationConvention CALL = new CallObservationConvention() {};
    }

    @Override
    public boolean appliesTo(Invocation.Site site) {
        return heard.getAsBoolean();
    }

    /** Outside of all that may take time or fail. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 100;
    }

    /** An asynchronous call is part of what its caller is doing. */
    @Override
    public Runnable handOver(Runnable call) {
        Observation current = registry.getCurrentObservation();
        return current == null ? call : () -> inScope(current, call);
    }

    private static void inScope(Observation observation, Runnable work) {
        try (Observation.Scope scope = observation.openScope()) {
            work.run();
        }
    }

    @Override
    public @Nullable Object intercept(Invocation invocation, Next next) throws Throwable {
        Observation observation = observation(invocation).start();
        ThreadFrames.Frame frame =
                frames.enter(observation, invocation.site().agent(), invocation.event());
        Object result = null;
        try (Observation.Scope scope = observation.openScope()) {
            result = next.proceed(invocation);
            return result;
        } catch (Throwable e) { // user code
            observation.error(e);
            throw e;
        } finally {
            frames.leave(frame, result);
            observation.stop();
        }
    }

    private Observation observation(Invocation invocation) {
        Invocation.Site site = invocation.site();
        Event event = invocation.event();
        if (event == null) {
            return GraphBusObservation.CALL.observation(
                    conventions.calls(), Conventions.CALL, () -> new CallContext(site), registry);
        }
        return GraphBusObservation.DELIVERY.observation(
                conventions.deliveries(),
                Conventions.DELIVERY,
                () -> delivery(site, event),
                registry);
    }

    private DeliveryContext delivery(Invocation.Site site, Event event) {
        String subscription = site.subscription();
        int failures =
                event instanceof Envelope known && subscription != null
                        ? known.failures(site.agent(), subscription)
                        : 0;
        return new DeliveryContext(site, event, destinations.of(event.topic()), failures + 1);
    }
}
