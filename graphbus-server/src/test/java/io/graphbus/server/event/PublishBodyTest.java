package io.graphbus.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.agent.Priority;
import io.graphbus.bus.Publish;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.server.event.syntax.Body;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishBodyTest {

    @Test
    void readsEveryField() {
        Publish publish =
                read(
                        """
                        {"topic": "/A/B", "payload": {"n": 1}, "key": "k", "priority": "high",
                         "schemaVersion": "1.2.0", "headers": {"h": "v"}, "idempotencyKey": "i",
                         "expiresAfter": "30s"}""");

        assertThat(publish.topic()).isEqualTo("/A/B");
        assertThat(publish.payload()).hasToString("{\"n\":1}");
        assertThat(publish.key()).isEqualTo("k");
        assertThat(publish.priority()).isEqualTo(Priority.HIGH);
        assertThat(publish.schemaVersion()).isEqualTo("1.2.0");
        assertThat(publish.headers()).containsEntry("h", "v");
        assertThat(publish.idempotencyKey()).isEqualTo("i");
        assertThat(publish.expiresAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aTimeIsADurationThatIsMoreThanNothing() {
        for (String time : new String[] {"0s", "-1s", "soon", "30", "999999999999999h"}) {
            Problem problem =
                    refusal(
                            "{\"topic\":\"/A\",\"payload\":1,\"expiresAfter\":\"%s\"}"
                                    .formatted(time));
            assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
            assertThat(problem.violations())
                    .extracting(Violation::path)
                    .containsExactly("expiresAfter");
        }
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        Publish publish = read("{\"topic\":\"/A\",\"payload\":null,\"key\":null}");

        assertThat(publish.key()).isNull();
        assertThat(publish.priority()).isNull();
        assertThat(publish.headers()).isEmpty();
    }

    @Test
    void keepsEveryDigitOfANumber() {
        String digits = "0.1234567890123456789012345";

        assertThat(read("{\"topic\":\"/A\",\"payload\":" + digits + "}").payload())
                .hasToString(digits);
    }

    @Test
    void textThatIsNotJsonIsNamedWithLineAndColumn() {
        Problem problem = refusal("{\"topic\":\"/A\",\n \"payload\" 1}");

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_JSON);
        assertThat(problem.where()).startsWith("line 2, column 1");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Problem problem =
                refusal(
                        "{\"topic\":7,\"idempotencyKey\":\"\",\"other\":1,\"priority\":\"urgent\",\"headers\":{\"a\":1}}");

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "topic", "idempotencyKey", "other", "priority", "headers.a", "payload");
        assertThat(problem.hint()).contains("schemaVersion");
    }

    @Test
    void aBodyThatIsEmptyOrNoObjectIsAProblem() {
        assertThat(refusal("[]").message()).contains("not a JSON object");
        assertThat(refusal("").code()).isIn(ProblemCode.INVALID_JSON, ProblemCode.INVALID_REQUEST);
        assertThat(refusal("{} {}").code()).isNotNull();
    }

    @Test
    void aNameGivenTwiceIsAProblem() {
        assertThat(refusal("{\"topic\":\"/A\",\"topic\":\"/B\",\"payload\":1}").code())
                .isEqualTo(ProblemCode.INVALID_JSON);
    }

    @Test
    void wildcardsAndBadNamesAreNoTopics() {
        assertThat(refusal("{\"topic\":\"/A/*\",\"payload\":1}").code())
                .isEqualTo(ProblemCode.INVALID_TOPIC);
        assertThat(refusal("{\"topic\":\"A b\",\"payload\":1}").code())
                .isEqualTo(ProblemCode.INVALID_TOPIC);
    }

    @Test
    void controlCharactersAndHeadersOfCloudEventsAreRefused() {
        Problem problem =
                refusal(
                        "{\"topic\":\"/A\",\"payload\":1,\"key\":\"a\\u0000\",\"headers\":"
                                + "{\"a\":\"b\\r\\nc\",\"\":\"d\",\"CE-id\":\"e\",\"x\\n\":\"f\",\"fine\":\"g\"}}");

        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "key", "headers.a", "headers.", "headers.CE-id", "headers.x\n");
    }

    private static Problem refusal(String body) {
        GraphBusException refusal = catchThrowableOfType(GraphBusException.class, () -> read(body));
        assertThat(refusal).as(body).isNotNull();
        return refusal.problem();
    }

    private static Publish read(String body) {
        return PublishBody.read(Body.json(body));
    }
}
