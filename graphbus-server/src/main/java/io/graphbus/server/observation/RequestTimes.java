package io.graphbus.server.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/**
 * Records into {@code http.server.requests} what observing a request would, where nobody but its
 * timer would see the observation: name, tags and what the configuration says of them are the same.
 * Only a connection that breaks is not told apart here. Any thread.
 */
public final class RequestTimes {

    /** What meters of observations have beside their own tags. */
    private static final Tag NO_ERROR = Tag.of("error", "none");

    private final ServerRequestObservationConvention convention;
    private final ObservationRegistry observations;
    private final List<ObservationFilter> filters;
    private final MeterRegistry meters;
    private final boolean traced;
    private final Map<Kind, Optional<Timer>> timers = new ConcurrentHashMap<>();

    RequestTimes(
            ServerRequestObservationConvention convention,
            ObservationRegistry observations,
            List<ObservationFilter> filters,
            MeterRegistry meters,
            boolean traced) {
        this.convention = convention;
        this.observations = observations;
        this.filters = List.copyOf(filters);
        this.meters = meters;
        this.traced = traced;
    }

    /** Whether requests are traced too, so that they must be observed. */
    public boolean areTraced() {
        return traced;
    }

    /**
     * Records a request that was answered.
     *
     * @param pattern of its route
     * @param begun when, as of {@link System#nanoTime}
     */
    public void record(
            String pattern, HttpServletRequest request, HttpServletResponse response, long begun) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        var kind = new Kind(request.getMethod(), pattern, response.getStatus());
        Optional<Timer> timer = timers.get(kind);
        if (timer == null) {
            timer = timer(pattern, request, response);
            timers.put(kind, timer);
        }
        timer.ifPresent(known -> known.record(took));
    }

    private Optional<Timer> timer(
            String pattern, HttpServletRequest request, HttpServletResponse response) {
        var context = new ServerRequestObservationContext(request, response);
        context.setPathPattern(pattern);
        String name = Optional.ofNullable(convention.getName()).orElse("http.server.requests");
        if (Observation.createNotStarted(name, () -> context, observations).isNoop()) {
            return Optional.empty();
        }
        KeyValues own = convention.getLowCardinalityKeyValues(context);
        context.addLowCardinalityKeyValues(own);
        Observation.Context told = context;
        for (ObservationFilter filter : filters) {
            told = filter.map(told);
        }
        List<Tag> tags =
                told.getLowCardinalityKeyValues().stream()
                        .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                        .toList();
        return Optional.of(Timer.builder(name).tags(tags).tags(List.of(NO_ERROR)).register(meters));
    }

    /** Requests that have one timer; of a method and a route of ours, so there are few. */
    private record Kind(String method, String pattern, int status) {}
}
