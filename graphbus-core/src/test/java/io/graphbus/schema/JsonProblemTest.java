package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import org.junit.jupiter.api.Test;

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
}
