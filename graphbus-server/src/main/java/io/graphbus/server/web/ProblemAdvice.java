package io.graphbus.server.web;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers whatever a controller throws with a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemBody> graphBus(GraphBusException e) {
        return ProblemResponses.of(e.problems());
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> multipart(MultipartException e) {
        return ProblemResponses.of(SpringProblems.of(e, HttpStatus.BAD_REQUEST));
    }

    /** Tomcat's, of parameters that are too many or not decodable. */
    @ExceptionHandler
    ResponseEntity<ProblemBody> parameters(InvalidParameterException e) {
        return ProblemResponses.of(SpringProblems.byStatus(HttpStatus.BAD_REQUEST));
    }

    /** Tomcat's, of a body whose frame is broken. */
    @ExceptionHandler
    ResponseEntity<ProblemBody> frame(BadRequestException e) {
        return ProblemResponses.of(SpringProblems.byStatus(HttpStatus.BAD_REQUEST));
    }

    /** Spring Security's, of a header that is looked at and holds what no header may. */
    @ExceptionHandler
    ResponseEntity<ProblemBody> header(RequestRejectedException e) {
        return ProblemResponses.of(SpringProblems.byStatus(HttpStatus.BAD_REQUEST));
    }

    /** A client that has gone gets no answer. */
    @ExceptionHandler
    @Nullable ResponseEntity<ProblemBody> gone(ClientAbortException e) {
        log.debug("The client left before it was answered", e);
        return null;
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> unexpected(Exception e) {
        log.error("A request failed in a way nobody expected", e);
        return ProblemResponses.of(
                Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "",
                        "The server failed on this request.",
                        "The server's log says why."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refusal,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (committed(request)) {
            return null;
        }
        if (status.is5xxServerError()) {
            log.error("A request failed in a way nobody expected", refusal);
        }
        ResponseEntity<ProblemBody> response =
                ProblemResponses.of(SpringProblems.of(refusal, status), status, headers);
        return new ResponseEntity<>(
                response.getBody(), response.getHeaders(), response.getStatusCode());
    }

    private static boolean committed(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                && servlet.getResponse() != null
                && servlet.getResponse().isCommitted();
    }
}
