package io.graphbus.server.event.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.agent.Priority;
import io.graphbus.bus.Publish;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.server.event.syntax.Body;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CloudEventsTest {

    @ParameterizedTest
    @MethodSource("io.graphbus.server.event.cloud.Vector#valid")
    void whatIsValidIsTaken(Vector vector) {
        Publish publish = read(vector.event());

        JsonNode line = vector.line();
        assertThat(publish.topic()).isEqualTo(line.path("topic").asString("/io/cloudevents/test"));
        assertThat(publish.key()).isEqualTo(line.path("key").asString(null));
        if (line.has("payload")) {
            assertThat(publish.payload()).hasToString(line.get("payload").toString());
        } else {
            assertThat(publish.payload()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("io.graphbus.server.event.cloud.Vector#invalid")
    void whatIsInvalidIsRefusedByTheNameOfItsAttribute(Vector vector) {
        Problem problem = refusal(() -> read(vector.event()));

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_CLOUDEVENT);
        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactly(vector.line().at("/at").asString());
    }

    @Test
    void attributesBecomeHeaders() {
        Publish publish =
                read(
                        """
                        {"specversion":"1.0","id":"i","type":"t","source":"s","subject":"x",
                         "time":"2018-04-05T17:31:00+02:00","tenant":"blue","count":7,"flag":false,
                         "gbversion":"1.4.0","gbpriority":"low"}""");

        assertThat(publish.headers())
                .containsEntry("ce-id", "i")
                .containsEntry("ce-type", "t")
                .containsEntry("ce-source", "s")
                .containsEntry("ce-subject", "x")
                .containsEntry("ce-time", "2018-04-05T17:31:00+02:00")
                .containsEntry("tenant", "blue")
                .containsEntry("count", "7")
                .containsEntry("flag", "false")
                .doesNotContainKey("ce-specversion");
        assertThat(publish.schemaVersion()).isEqualTo("1.4.0");
        assertThat(publish.priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        Problem problem = refusal(() -> read("{\"id\":1,\"time\":\"now\",\"A\":2}"));

        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("id", "time", "A", "specversion", "source", "type");
    }

    @Test
    void whatIsNoObjectIsNoEvent() {
        for (String text : List.of("[]", "1", "\"a\"", "null", "")) {
            assertThat(refusal(() -> read(text)).code()).isEqualTo(ProblemCode.INVALID_CLOUDEVENT);
        }
    }

    @Test
    void aTypeTooLongForATopicNeedsGbtopic() {
        String type = "a.".repeat(200) + "z";
        String event = Vector.MINIMAL.replace("io.cloudevents.test", type);

        assertThat(refusal(() -> read(event)).where()).isEqualTo("type");
        assertThat(read(event.replace("{", "{\"gbtopic\":\"/A\",")).topic()).isEqualTo("/A");
    }

    @Test
    void aBatchIsReadInItsOrderAndMayBeEmpty() {
        String second = Vector.MINIMAL.replace("io.cloudevents.test", "graphbus.B.v1");

        assertThat(batch("[" + Vector.MINIMAL + "," + second + "]"))
                .extracting(Publish::topic)
                .containsExactly("/io/cloudevents/test", "/B");
        assertThat(batch("[]")).isEmpty();
        assertThat(batch("[" + Vector.MINIMAL + "," + Vector.MINIMAL + "]")).hasSize(2);
    }

    @Test
    void theBadEventsOfABatchAreNamedByIndex() {
        String older = Vector.MINIMAL.replace("1.0", "0.9");
        Problem problem = refusal(() -> batch("[" + Vector.MINIMAL + ",5," + older + ",{}]"));

        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactly(
                        "[1]",
                        "[2].specversion",
                        "[3].specversion",
                        "[3].id",
                        "[3].source",
                        "[3].type");
        assertThat(problem.where()).isEqualTo("[1]");
    }

    @Test
    void aBatchIsAnArrayOfNotTooManyEvents() {
        assertThat(refusal(() -> batch(Vector.MINIMAL)).code())
                .isEqualTo(ProblemCode.INVALID_CLOUDEVENT);
        assertThat(refusal(() -> batch("[1" + ",1".repeat(10) + "]")).code())
                .isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
    }

    private static Publish read(String event) {
        return CloudEvents.structured(Body.json(event));
    }

    private static List<Publish> batch(String events) {
        return CloudEvents.batch(Body.json(events), 10);
    }

    private static Problem refusal(ThrowingCallable reading) {
        return catchThrowableOfType(GraphBusException.class, reading).problem();
    }
}
