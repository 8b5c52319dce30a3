package io.graphbus.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.multipart.MultipartException;

class ProblemResponsesTest {

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_AGENT, 404",
        "INVALID_ARGUMENTS, 400",
        "INVALID_TOPIC, 400",
        "INVALID_JSON, 400",
        "CONTRACT_CONFLICT, 409",
        "CALL_DEADLOCK, 409",
        "UNSUPPORTED_MEDIA_TYPE, 415",
        "PAYLOAD_TOO_LARGE, 413",
        "QUEUE_FULL, 429",
        "BUS_OVERLOADED, 429",
        "AGENT_FAILED, 500",
        "STOPPED, 503",
        "DATABASE_UNREACHABLE, 503",
        "CALL_TIMEOUT, 504",
        "UNAUTHORIZED, 401",
        "FORBIDDEN, 403"
    })
    void everyKindOfProblemHasItsStatus(ProblemCode code, int status) {
        assertThat(ProblemResponses.of(problem(code)).getStatusCode().value()).isEqualTo(status);
    }

    @Test
    void whoMayTryAgainIsToldWhen() {
        assertThat(retryAfter(ProblemCode.QUEUE_FULL)).isEqualTo("1");
        assertThat(retryAfter(ProblemCode.STOPPED)).isEqualTo("1");
        assertThat(retryAfter(ProblemCode.AGENT_FAILED)).isNull();
    }

    @Test
    void severalProblemsBecomeOneWithViolations() {
        ProblemBody body =
                ProblemResponses.of(
                                List.of(
                                        problem(ProblemCode.COMPILE_ERROR),
                                        Problem.of(ProblemCode.NO_AGENTS, "b", "No agents.", "")))
                        .getBody();

        assertThat(body).isNotNull();
        assertThat(body.code()).isEqualTo(ProblemCode.COMPILE_ERROR);
        assertThat(body.violations()).containsExactly(new Violation("b", "No agents."));
    }

    @Test
    void aMultipartBodyThatIsNoneIsTheClientsFault() {
        var answer = new ProblemAdvice().multipart(new MultipartException("no boundary"));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).extracting(ProblemBody::where).isEqualTo("body");
    }

    @Test
    void aProblemIsNotLongerThanSomebodyReads() {
        var faults = Collections.nCopies(20_000, new Violation("x", "is not known here"));
        ProblemBody body =
                ProblemBody.of(
                        Problem.of(ProblemCode.INVALID_TOPIC, "x".repeat(100_000), "No.", "")
                                .with(faults),
                        HttpStatus.BAD_REQUEST);

        assertThat(body.where()).hasSizeLessThan(3000).startsWith("xxx");
        assertThat(body.violations()).hasSize(100);
    }

    @Test
    void theTitleIsTheCodeInWords() {
        ProblemBody body = ProblemResponses.of(problem(ProblemCode.UNKNOWN_AGENT)).getBody();

        assertThat(body).isNotNull();
        assertThat(body.title()).isEqualTo("Unknown agent");
        assertThat(body.type()).isEqualTo("urn:graphbus:problem:unknown-agent");
    }

    private static String retryAfter(ProblemCode code) {
        return ProblemResponses.of(problem(code)).getHeaders().getFirst("Retry-After");
    }

    private static Problem problem(ProblemCode code) {
        return Problem.of(code, "a", "Message.", "Hint.");
    }
}
