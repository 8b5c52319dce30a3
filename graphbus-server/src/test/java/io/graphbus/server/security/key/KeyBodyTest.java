package io.graphbus.server.security.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.server.security.credential.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class KeyBodyTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void aKeyHasANameAndARoleAndNeedNotExpire() {
        assertThat(read("{\"name\":\"ci.2\",\"role\":\"Operator\"}"))
                .isEqualTo(new NewKey("ci.2", Role.OPERATOR, null));
    }

    @ParameterizedTest
    @CsvSource({
        "30d, 2030-01-31T00:00:00Z",
        "12h, 2030-01-01T12:00:00Z",
        "90m, 2030-01-01T01:30:00Z",
        "45s, 2030-01-01T00:00:45Z",
        "2w, 2030-01-15T00:00:00Z",
        "P7D, 2030-01-08T00:00:00Z",
        "PT8H, 2030-01-01T08:00:00Z",
        "2031-02-03T04:05:06Z, 2031-02-03T04:05:06Z"
    })
    void itExpiresAfterADurationOrAtATime(String expires, Instant at) {
        assertThat(read(body(expires)).expiresAt()).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "30",
                "0d",
                "-1d",
                "1y",
                "999999999w",
                "PT-1H",
                "2029-12-31T00:00:00Z",
                "+999999999-12-31T00:00:00Z",
                "9999999999d"
            })
    void anythingElseIsNoExpiry(String expires) {
        assertThatThrownBy(() -> read(body(expires)))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problem().violations())
                                        .extracting(Violation::path)
                                        .containsExactly("expires"));
    }

    @Test
    void everyFaultIsNamedAtOnceAlsoAFieldNobodyKnows() {
        assertThatThrownBy(() -> read("{\"name\":\"a b\",\"role\":\"root\",\"expire\":\"30d\"}"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST);
                            assertThat(e.problem().violations())
                                    .extracting(Violation::path)
                                    .containsExactlyInAnyOrder("expire", "name", "role");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"x\"", "{\"name\":1,\"role\":2,\"expires\":3}"})
    void otherShapesAreRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(GraphBusException.class);
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlace() {
        assertThatThrownBy(() -> read("{\"name\":"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_JSON);
                            assertThat(e.problem().where()).startsWith("line 1");
                        });
    }

    private static String body(String expires) {
        return "{\"name\":\"ci\",\"role\":\"viewer\",\"expires\":\"" + expires + "\"}";
    }

    private static NewKey read(String text) {
        return KeyBody.read(text, JsonMapper.shared(), NOW);
    }
}
