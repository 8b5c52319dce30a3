package io.graphbus.server.intake;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.DataHeaders;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers what the firewall in front of everything turns away, without telling its reasons. */
final class Refusal implements RequestRejectedHandler {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

    private final ProblemResponses problems;

    Refusal(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException refused)
            throws IOException {
        DataHeaders.write(request, response);
        if (METHODS.contains(request.getMethod())) {
            problems.write(response, HttpStatus.BAD_REQUEST);
        } else {
            response.setHeader(HttpHeaders.ALLOW, "DELETE, GET, HEAD, POST, PUT");
            problems.write(response, unknownMethod());
        }
    }

    private static Problem unknownMethod() {
        return Problem.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                "method",
                "This method is not known here.",
                "Use DELETE, GET, HEAD, POST or PUT, in capitals.");
    }
}
