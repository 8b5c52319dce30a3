package io.graphbus.server.security;

import io.graphbus.problem.GraphBusException;
import io.graphbus.server.security.audit.Reason;
import io.graphbus.server.security.credential.Caller;
import io.graphbus.server.security.credential.Credentials;
import io.graphbus.server.security.credential.RefusedToken;
import io.graphbus.server.web.Admission;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);

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
            Ticket ticket = ticket(headers);
            enter(ticket.caller());
            Admission.give(request, ticket::end);
        } catch (RefusedToken refusal) {
            denials.refused(request, response, refusal);
            return;
        } catch (GraphBusException undecided) {
            denials.undecided(request, response, undecided.problem());
            return;
        }
        chain.doFilter(request, response);
    }

    private static String token(List<String> headers) {
        String header = headers.getFirst();
        if (headers.size() > 1) {
            throw unknown("There is more than one header Authorization.");
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unknown("Only bearer tokens are taken here.");
        }
        return header.substring(BEARER.length()).strip();
    }

    private Ticket ticket(List<String> headers) {
        String token = token(headers);
        Credentials kind =
                kinds.stream()
                        .filter(known -> known.claims(token))
                        .findFirst()
                        .orElseThrow(() -> unknown("These credentials are not known here."));
        return new Ticket(kind, token, kind.authenticate(token));
    }

    /**
     * Whom the request's token stands for.
     *
     * @throws RefusedToken when it has none, or one that is not to be taken
     * @throws GraphBusException when that cannot be found out now
     */
    Caller caller(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return ticket(headers).caller();
    }

    static void enter(Caller caller) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
    }

    private static RefusedToken unknown(String message) {
        return new RefusedToken(Reason.UNKNOWN, "", message, null);
    }

    /** With what somebody was let in. */
    private record Ticket(Credentials kind, String token, Caller caller) {

        /** Why it would not do any more. */
        Optional<String> end() {
            try {
                kind.authenticate(token);
                return Optional.empty();
            } catch (RefusedToken e) {
                return Optional.ofNullable(e.getMessage());
            } catch (GraphBusException undecided) {
                log.debug("Whether a caller may stay cannot be found out", undecided);
                return Optional.empty();
            }
        }
    }
}
