package io.graphbus.server.security;

import io.graphbus.server.security.audit.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away requests for hosts that are not ours (DNS rebinding), and those that pages of other
 * origins make; what is open to everybody passes, since probes come by the address of a pod.
 */
final class HostFilter extends OncePerRequestFilter {

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Hosts hosts;
    private final RouteGuard guard;
    private final Denials denials;

    HostFilter(Hosts hosts, RouteGuard guard, Denials denials) {
        this.hosts = hosts;
        this.guard = guard;
        this.denials = denials;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        boolean isKnown = hosts.knows(host);
        if (isKnown && !isForeign(request, host)) {
            chain.doFilter(request, response);
        } else if (guard.route(request).access() == Access.OPEN) {
            chain.doFilter(request, response);
        } else {
            denials.foreign(request, response, isKnown ? Reason.ORIGIN : Reason.HOST);
        }
    }

    /** Whether the request is for this server and from no other origin's page. */
    boolean isOwn(HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return hosts.knows(host) && !isForeign(request, host);
    }

    /** Browsers say where a page is from; what is no browser does not send these headers. */
    private boolean isForeign(HttpServletRequest request, @Nullable String host) {
        return isForeignPage(request, host)
                || (!SAFE.contains(request.getMethod())
                        && "cross-site".equalsIgnoreCase(request.getHeader(FETCH_SITE)));
    }

    /** Every header counts, since who reads only one may read another one. */
    private boolean isForeignPage(HttpServletRequest request, @Nullable String host) {
        return request.getHeader(HttpHeaders.ORIGIN) != null
                && !Collections.list(request.getHeaders(HttpHeaders.ORIGIN)).stream()
                        .allMatch(origin -> hosts.knowsOrigin(origin, host));
    }
}
