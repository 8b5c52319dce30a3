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
 * their length. Uploads of builds have their own limit.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

    private static final String BUILDS = "/api/v1/builds";

    private final long maxBytes;
    private final ProblemResponses problems;

    BodyLimit(@Value("${graphbus.payload.max-size:2MB}") DataSize max, ProblemResponses problems) {
        this.maxBytes = max.toBytes();
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
        if (request.getContentLengthLong() > maxBytes) {
            problems.write(response, tooLarge());
            return;
        }
        chain.doFilter(
                new LimitedRequest(request, maxBytes, () -> tooLarge().toException()), response);
    }

    private Problem tooLarge() {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "body",
                "The body is larger than " + maxBytes + " bytes.",
                "Send less, or raise graphbus.payload.max-size.");
    }
}
