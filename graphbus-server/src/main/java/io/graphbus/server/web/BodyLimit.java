package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses request bodies above {@code graphbus.payload.max-size}, whether or not they announce
 * their length, and registrations of applications above {@code graphbus.applications.max-size}.
 * Uploads of builds have their own limit.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

    private static final String BUILDS = "/api/v1/builds";

    private static final String APPLICATIONS = "/api/v1/applications/";

    private final Limit payload;
    private final Limit application;
    private final ProblemResponses problems;

    BodyLimit(
            @Value("${graphbus.payload.max-size:2MB}") DataSize payload,
            @Value("${graphbus.applications.max-size:10MB}") DataSize application,
            ProblemResponses problems) {
        this.payload = new Limit("graphbus.payload.max-size", payload.toBytes());
        this.application = new Limit("graphbus.applications.max-size", application.toBytes());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(BUILDS);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Limit limit = request.getRequestURI().startsWith(APPLICATIONS) ? application : payload;
        if (request.getContentLengthLong() > limit.maxBytes) {
            problems.write(response, limit.exceeded());
            return;
        }
        chain.doFilter(
                new LimitedRequest(request, limit.maxBytes, () -> limit.exceeded().toException()),
                response);
    }

    /** The largest body, and the property that says so. */
    private record Limit(String property, long maxBytes) {

        Problem exceeded() {
            return Problem.of(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "body",
                    "The body is larger than " + maxBytes + " bytes.",
                    "Send less, or raise " + property + ".");
        }
    }
}
