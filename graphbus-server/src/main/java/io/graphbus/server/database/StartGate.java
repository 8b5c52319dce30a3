package io.graphbus.server.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nothing but Actuator and the probes be asked while the server still waits for its database.
 */
class StartGate extends OncePerRequestFilter {

    private static final Set<String> PROBES = Set.of("/livez", "/readyz");

    private final DatabaseStart start;
    private final ProblemResponses problems;
    private final String actuator;

    StartGate(DatabaseStart start, ProblemResponses problems, String actuator) {
        this.start = start;
        this.problems = problems;
        this.actuator = actuator + "/";
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return start.isReady() || path.startsWith(actuator) || PROBES.contains(path);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(
                response,
                Problem.of(
                        ProblemCode.DATABASE_UNREACHABLE,
                        "database",
                        "The server has started but still waits for its database.",
                        "Try again later; " + actuator + "health/readiness tells when."));
    }
}
