package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns problems into HTTP responses; the one place that knows which status a kind of problem gets.
 */
@Component
public final class ProblemResponses {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    /** The response for a problem, with the status that its kind stands for. */
    public static ResponseEntity<ProblemBody> of(Problem problem) {
        return of(problem, status(problem.code()), HttpHeaders.EMPTY);
    }

    static ResponseEntity<ProblemBody> of(
            Problem problem, HttpStatusCode status, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .headers(extra(status))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemBody.of(problem, status));
    }

    /** The body for a status that came about outside of our code, such as Tomcat's refusals. */
    public static ProblemBody of(HttpStatusCode status) {
        return ProblemBody.of(SpringProblems.byStatus(status), status);
    }

    /** One response for several problems: the first leads, the others become violations. */
    public static ResponseEntity<ProblemBody> of(List<Problem> problems) {
        Problem first = problems.getFirst();
        if (problems.size() == 1) {
            return of(first);
        }
        Stream<Violation> others =
                problems.stream().skip(1).map(p -> new Violation(p.where(), p.message()));
        return of(first.with(Stream.concat(first.violations().stream(), others).toList()));
    }

    /** Writes a problem where no controller is involved, such as in a filter. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, ProblemBody.of(problem, status(problem.code())));
    }

    private void write(HttpServletResponse response, ProblemBody problem) throws IOException {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.status());
        response.setStatus(status.value());
        extra(status)
                .forEach(
                        (name, values) -> {
                            if (!response.containsHeader(name)) {
                                response.setHeader(name, values.getFirst());
                            }
                        });
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    /** Writes what is known of a status, where nothing else is. */
    public void write(HttpServletResponse response, HttpStatusCode status) throws IOException {
        write(response, of(status));
    }

    static HttpStatus status(ProblemCode code) {
        return switch (code) {
            case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> HttpStatus.NOT_ACCEPTABLE;
            case REQUEST_TIMEOUT -> HttpStatus.REQUEST_TIMEOUT;
            case MIGRATION_HISTORY_DAMAGED -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> status(code.kind());
        };
    }

    private static HttpStatus status(ProblemCode.Kind kind) {
        return switch (kind) {
            case FINDING, USAGE, INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PRECONDITION -> HttpStatus.PRECONDITION_FAILED;
            case OVERLOADED -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE, UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
            case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static HttpHeaders extra(HttpStatusCode status) {
        var headers = new HttpHeaders();
        switch (status.value()) {
            case 401 -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"graphbus\"");
            case 429, 503 -> headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> {}
        }
        return headers;
    }
}
