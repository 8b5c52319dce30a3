package io.graphbus.server.security.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Counts requests that were turned away, and tells about them. Any thread. */
@Component
public class Refusals {

    private static final int LONGEST_PATH = 200;

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
    private final ApplicationEventPublisher events;

    Refusals(MeterRegistry meters, ApplicationEventPublisher events) {
        this.events = events;
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("graphbus.security.refused")
                            .description("Requests turned away for their credentials or origin")
                            .tag("reason", reason.tag())
                            .register(meters));
        }
    }

    /**
     * Notes one refusal.
     *
     * @param actor who asked, as far as known; empty for nobody known
     */
    public void add(Reason reason, String actor, HttpServletRequest request) {
        Objects.requireNonNull(counters.get(reason)).increment();
        events.publishEvent(
                new AuditApplicationEvent(
                        new AuditEvent(
                                actor.isEmpty() ? "anonymous" : actor,
                                type(reason),
                                Map.of(
                                        "reason", reason.tag(),
                                        "route", route(request),
                                        "address", request.getRemoteAddr()))));
    }

    private static String type(Reason reason) {
        return switch (reason) {
            case UNKNOWN, EXPIRED, REVOKED, UNAVAILABLE -> AuditLog.AUTHENTICATION_FAILURE;
            case MISSING, ROLE, HOST, ORIGIN -> AuditLog.AUTHORIZATION_FAILURE;
        };
    }

    /** Method and path; never the query, in which somebody may have put a token. */
    static String route(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod()
                + " "
                + (path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path);
    }
}
