package io.graphbus.server.intake;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above {@code graphbus.payload.max-size}, whether or not they announce their
 * length, and registrations of applications above {@code graphbus.applications.max-size}; bodies
 * that take too long to arrive, and JSON in another encoding than UTF-8. Uploads of builds have a
 * size limit of their own.
 */
@Component
@EnableConfigurationProperties(IntakeProperties.class)
class BodyRules extends OncePerRequestFilter {

    private static final String BUILDS = "/api/v1/builds";
    private static final String APPLICATIONS = "/api/v1/applications/";
    private static final Largest ANY = new Largest("", Long.MAX_VALUE);

    private final Largest payload;
    private final Largest application;
    private final IntakeProperties properties;
    private final ProblemResponses problems;

    BodyRules(
            @Value("${graphbus.payload.max-size:2MB}") DataSize payload,
            @Value("${graphbus.applications.max-size:10MB}") DataSize application,
            IntakeProperties properties,
            ProblemResponses problems) {
        this.payload = new Largest("graphbus.payload.max-size", payload.toBytes());
        this.application = new Largest("graphbus.applications.max-size", application.toBytes());
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        Problem refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(watched(request), response);
        } else {
            if (!Encoding.isPlain(request)) {
                response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            }
            problems.write(response, refusal);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** What can be seen to be wrong with the body before it is read. */
    @Nullable Problem refusal(HttpServletRequest request) {
        Largest most = largest(request.getRequestURI());
        if (request.getContentLengthLong() > most.bytes) {
            return most.exceeded();
        }
        return Encoding.isPlain(request) ? Encoding.problem(request) : Encoding.coded();
    }

    /** The request with a body that fails when it is found too large or late as it is read. */
    HttpServletRequest watched(HttpServletRequest request) {
        Largest most = largest(request.getRequestURI());
        var pace = new Pace(System::nanoTime, properties.bodyTimeout());
        return new LimitedRequest(request, most.bytes, () -> most.exceeded().toException(), pace);
    }

    private Largest largest(String path) {
        if (path.startsWith(BUILDS)) {
            return ANY;
        }
        return path.startsWith(APPLICATIONS) ? application : payload;
    }

    /** The largest body, and the property that says so. */
    private record Largest(String property, long bytes) {

        Problem exceeded() {
            return Problem.of(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "body",
                    "The body is larger than " + bytes + " bytes.",
                    "Send less, or raise " + property + ".");
        }
    }
}
