package io.graphbus.server.security;

import io.graphbus.problem.GraphBusException;
import io.graphbus.server.security.audit.Reason;
import io.graphbus.server.security.credential.Caller;
import io.graphbus.server.security.credential.Credentials;
import io.graphbus.server.security.credential.RefusedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads {@code Authorization: Bearer}; wrong credentials are an error even where none are needed. A
 * token is taken from nowhere else.
 */
final class BearerFilter extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";

    private final List<Credentials> kinds;
    private final Denials denials;

    BearerFilter(List<Credentials> kinds, Denials denials) {
        this.kinds = List.copyOf(kinds);
        this.denials = denials;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            enter(authenticate(headers));
        } catch (RefusedToken refusal) {
            denials.refused(request, response, refusal);
            return;
        } catch (GraphBusException undecided) {
            denials.undecided(request, response, undecided.problem());
            return;
        }
        chain.doFilter(request, response);
    }

    private Caller authenticate(List<String> headers) {
        String header = headers.getFirst();
        if (headers.size() > 1) {
            throw unknown("There is more than one header Authorization.");
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unknown("Only bearer tokens are taken here.");
        }
        String token = header.substring(BEARER.length()).strip();
        return kinds.stream()
                .filter(kind -> kind.claims(token))
                .findFirst()
                .orElseThrow(() -> unknown("These credentials are not known here."))
                .authenticate(token);
    }

    private static void enter(Caller caller) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
    }

    private static RefusedToken unknown(String message) {
        return new RefusedToken(Reason.UNKNOWN, "", message, null);
    }
}
