package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest extends RunningServer {

    @Test
    void whatMayBreakIsShownByAValue() {
        Answer answer =
                check(
                        "{\"writer\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"number\"}}},"
                                + "\"reader\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/verdict")).isEqualTo("INCOMPATIBLE");
        assertThat(answer.json().at("/witness/n").isNumber()).isTrue();
        assertThat(answer.at("/findings/0/pointer")).isEqualTo("/n");
        assertThat(answer.json().at("/limitations").isArray()).isTrue();
    }

    @Test
    void whatIsProvedHasNoWitness() {
        Answer answer = check("{\"writer\":false,\"reader\":{\"type\":\"integer\"}}");

        assertThat(answer.body())
                .isEqualTo("{\"verdict\":\"COMPATIBLE\",\"findings\":[],\"limitations\":[]}");
    }

    @Test
    void theModeDecidesHowAnOpenWriterIsRead() {
        String pair =
                "\"writer\":{\"properties\":{\"a\":{}}},\"reader\":{\"properties\":{\"b\":{\"type\":\"null\"}}}}";

        assertThat(check("{\"mode\":\"roles\"," + pair).at("/verdict")).isEqualTo("COMPATIBLE");
        assertThat(check("{\"mode\":\"literal\"," + pair).at("/verdict")).isEqualTo("INCOMPATIBLE");
        assertProblem(check("{\"mode\":\"loose\"," + pair), 400, "INVALID_REQUEST");
    }

    @Test
    void whatIsNoSchemaIsRefusedWithItsPlaces() {
        Answer answer =
                check("{\"writer\":{\"properties\":{\"a\":{\"type\":\"strin\"}}},\"reader\":true}");

        assertProblem(answer, 400, "INVALID_SCHEMA");
        assertThat(answer.at("/where")).isEqualTo("writer");
        assertThat(answer.at("/violations/0/path")).isEqualTo("/properties/a/type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"writer\":true}", "{\"writer\":null,\"reader\":3}", "[]", "3"})
    void aPairThatIsNoneIsABadRequest(String body) {
        assertThat(check(body).status()).isEqualTo(400);
        assertThat(check(body).body()).doesNotContain("io.graphbus", "JsonToken");
    }

    private Answer check(String body) {
        return http.post("/api/v1/schemas/check", body);
    }
}
