package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.security.audit.Reason;
import io.graphbus.server.security.audit.Refusals;
import io.graphbus.server.security.credential.RefusedToken;
import io.graphbus.server.security.credential.Role;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/**
 * Answers what may not pass: 401 with a challenge (RFC 6750) to whom a token would help, 403 to
 * whom it does not.
 */
final class Denials {

    private static final String CHALLENGE = "Bearer realm=\"graphbus\"";

    private final RouteGuard guard;
    private final Refusals refusals;
    private final ProblemResponses problems;

    Denials(RouteGuard guard, Refusals refusals, ProblemResponses problems) {
        this.guard = guard;
        this.refusals = refusals;
        this.problems = problems;
    }

    /** There is no token. */
    void missing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refusals.add(Reason.MISSING, "", request);
        write(
                response,
                CHALLENGE,
                Problem.of(
                        ProblemCode.UNAUTHORIZED,
                        HttpHeaders.AUTHORIZATION,
                        "This needs a token of " + role(request) + ".",
                        "Send Authorization: Bearer with an API key (graphbus auth create) or with"
                                + " the value that the server has as GRAPHBUS_ADMIN_TOKEN."));
    }

    /** There are credentials, and they are not good. */
    void refused(HttpServletRequest request, HttpServletResponse response, RefusedToken refusal)
            throws IOException {
        refusals.add(refusal.reason(), refusal.holder(), request);
        write(
                response,
                CHALLENGE
                        + ", error=\"invalid_token\", error_description=\""
                        + String.valueOf(refusal.getMessage()).replaceAll("[^ !#-\\[\\]-~]", "'")
                        + "\"",
                Problem.of(
                        ProblemCode.UNAUTHORIZED,
                        HttpHeaders.AUTHORIZATION,
                        String.valueOf(refusal.getMessage()),
                        "Send Authorization: Bearer with a token of "
                                + role(request)
                                + " that is good on this server."));
    }

    /** Whether the credentials are good cannot be found out. */
    void undecided(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        refusals.add(Reason.UNAVAILABLE, "", request);
        problems.write(response, problem);
    }

    /** The caller is known, and may not do this. */
    void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refusals.add(Reason.ROLE, String.valueOf(request.getRemoteUser()), request);
        write(
                response,
                CHALLENGE + ", error=\"insufficient_scope\"",
                Problem.of(
                        ProblemCode.FORBIDDEN,
                        HttpHeaders.AUTHORIZATION,
                        "These credentials do not allow this.",
                        "It needs a token of " + role(request) + "."));
    }

    /** It is addressed to a host, or comes from a page, that has no business here. */
    void foreign(HttpServletRequest request, HttpServletResponse response, Reason reason)
            throws IOException {
        refusals.add(reason, "", request);
        problems.write(
                response,
                reason == Reason.HOST
                        ? Problem.of(
                                ProblemCode.FORBIDDEN,
                                HttpHeaders.HOST,
                                "Requests for this host are not answered here.",
                                "Add the host to graphbus.security.allowed-hosts.")
                        : Problem.of(
                                ProblemCode.FORBIDDEN,
                                HttpHeaders.ORIGIN,
                                "Pages of this origin may not use this server.",
                                "Open the page from the server itself, or add its host to"
                                        + " graphbus.security.allowed-hosts."));
    }

    private String role(HttpServletRequest request) {
        Role needed = guard.needed(request).orElse(Role.VIEWER);
        return switch (needed) {
            case VIEWER -> "a viewer";
            case OPERATOR -> "an operator";
            case ADMIN -> "an administrator";
        };
    }

    private void write(HttpServletResponse response, String challenge, Problem problem)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(response, problem);
    }
}
