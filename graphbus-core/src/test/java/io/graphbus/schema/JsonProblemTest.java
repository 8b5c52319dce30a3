package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonProblemTest {

    @Test
    void textThatIsNotJsonIsRefusedWithItsPlaceAndWithoutTheParsersOwnPlace() {
        GraphBusException thrown =
                catchThrowableOfType(GraphBusException.class, () -> Json.parse("{", "payload"));
        assertThat(thrown.problem())
                .returns(ProblemCode.INVALID_JSON, p -> p.code())
                .returns("payload", p -> p.where())
                .returns(
                        "line 1, column 2: Unexpected end-of-input: expected close marker for Object",
                        p -> p.message());
    }

    record Trip(LocalDate day, char gate, Vehicle vehicle) {}

    sealed interface Vehicle {}

    record Ship() implements Vehicle {}

    @Test
    void theReasonOfAMisfitIsSaidInTheWordsOfItsReader() {
        assertThat(misfit("{\"day\":\"2026-13-01\"}"))
                .isEqualTo("\"2026-13-01\" is not a valid LocalDate");
        assertThat(misfit("{\"gate\":\"B7\"}"))
                .isEqualTo("Cannot coerce String value (\"B7\") to `char` value");
        assertThat(misfit("{\"vehicle\":{}}"))
                .isEqualTo(
                        "Vehicle is abstract; @JsonTypeInfo on it says how its kinds are told apart");
    }

    private static String misfit(String json) {
        return Json.reason(
                catchThrowableOfType(
                        JacksonException.class, () -> Json.MAPPER.readValue(json, Trip.class)));
    }
}
