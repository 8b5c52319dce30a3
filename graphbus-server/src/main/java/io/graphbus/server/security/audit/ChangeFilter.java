package io.graphbus.server.security.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells of every request that may change something: who sent it, what it asked for and how it was
 * answered. It stands behind the rules of access, so whoever is told of was let in. Any thread.
 */
public final class ChangeFilter extends OncePerRequestFilter {

    private final Predicate<HttpServletRequest> isChange;
    private final ApplicationEventPublisher events;

    public ChangeFilter(Predicate<HttpServletRequest> isChange, ApplicationEventPublisher events) {
        this.isChange = isChange;
        this.events = events;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isChange.test(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            tell(request, status, response.getHeader(HttpHeaders.LOCATION));
        }
    }

    private void tell(HttpServletRequest request, int status, @Nullable String made) {
        Map<String, @Nullable Object> data = new TreeMap<>();
        data.put("route", Refusals.route(request));
        data.put("status", status);
        data.put("address", request.getRemoteAddr());
        if (made != null) {
            data.put("made", made);
        }
        String actor = String.valueOf(request.getRemoteUser());
        events.publishEvent(
                new AuditApplicationEvent(new AuditEvent(actor, AuditLog.CHANGE, data)));
    }
}
