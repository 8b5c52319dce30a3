package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away requests for hosts that are not ours (DNS rebinding) and from pages of other origins;
 * health probes pass.
 */
final class HostFilter extends OncePerRequestFilter {

    private final AccessRules rules;
    private final ProblemResponses problems;

    HostFilter(AccessRules rules, ProblemResponses problems) {
        this.rules = rules;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SecurityConfiguration.PROBES.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!rules.knowsHost(host)) {
            problems.write(
                    response,
                    forbidden(
                            HttpHeaders.HOST,
                            "Requests for this host are not answered here.",
                            "Add the host to graphbus.security.allowed-hosts."));
        } else if (!rules.knowsOrigin(origin, host)) {
            problems.write(
                    response,
                    forbidden(
                            HttpHeaders.ORIGIN,
                            "Pages of this origin may not use this server.",
                            "Open the page from the server itself."));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Problem forbidden(String where, String message, String hint) {
        return Problem.of(ProblemCode.FORBIDDEN, where, message, hint);
    }
}
