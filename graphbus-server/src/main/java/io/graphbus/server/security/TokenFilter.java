package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads {@code Authorization: Bearer}; wrong credentials are an error even where none are needed.
 */
final class TokenFilter extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";

    private final AccessRules rules;
    private final ProblemResponses problems;

    TokenFilter(AccessRules rules, ProblemResponses problems) {
        this.rules = rules;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
        } else if (isAdmin(header)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(admin());
            SecurityContextHolder.setContext(context);
            chain.doFilter(request, response);
        } else {
            problems.write(response, badToken());
        }
    }

    private boolean isAdmin(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && rules.isAdmin(header.substring(BEARER.length()).strip());
    }

    private static Authentication admin() {
        return UsernamePasswordAuthenticationToken.authenticated(
                "admin", null, List.of(new SimpleGrantedAuthority("ROLE_ADMIN")));
    }

    private static Problem badToken() {
        return Problem.of(
                ProblemCode.UNAUTHORIZED,
                HttpHeaders.AUTHORIZATION,
                "These credentials are not known here.",
                "Send Authorization: Bearer with the value of GRAPHBUS_ADMIN_TOKEN.");
    }
}
