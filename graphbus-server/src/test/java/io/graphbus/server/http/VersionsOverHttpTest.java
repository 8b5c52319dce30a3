package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Payloads of other versions than their subscribers read. */
class VersionsOverHttpTest extends RunningServer {

    private static final String TOPIC = "/Hello/Versioned";

    @Autowired private JdbcTemplate sql;

    @AfterEach
    void forget() {
        sql.update("delete from graphbus_migration");
    }

    private Answer published() {
        String id =
                http.post(
                                "/api/v1/events",
                                "{\"topic\":\""
                                        + TOPIC
                                        + "\",\"schemaVersion\":\"0.9.0\",\"payload\":{\"who\":\"Ada\",\"message\":\"Hi\"}}")
                        .at("/id");
        awaitIdle();
        return http.get("/api/v1/events/" + id);
    }

    @Test
    void aRegisteredMigrationHoldsForWhatComesNext() {
        Answer before = published();
        assertThat(before.at("/deliveries/0/status")).isEqualTo("DEAD");
        assertThat(before.at("/deliveries/0/attempts")).isEqualTo("1");
        assertThat(before.at("/deliveries/0/error"))
                .contains("INVALID_PAYLOAD", "0.9.0", "required property 'name' not found");

        Answer registered =
                http.send(
                        "POST",
                        "/api/v1/migrations",
                        """
                        {"formatVersion":1,"agent":"Greeter","subject":"payload:/Hello/Versioned",
                         "from":"0.9.0","to":"1.0.0",
                         "operations":[{"op":"rename","path":"/who","to":"name"}]}""",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer s3cret");
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);

        assertThat(published().at("/deliveries/0/status")).isEqualTo("DELIVERED");
        assertThat(http.get("/actuator/prometheus").body())
                .contains("graphbus_payloads_migrated_total{agent=\"Listener\"")
                .contains("reason=\"SCHEMA_VIOLATED\"");
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        Answer answer =
                http.post(
                        "/api/v1/events",
                        "{\"topic\":\"" + TOPIC + "\",\"schemaVersion\":\"two\",\"payload\":1}");

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(answer.body()).contains("schemaVersion is no version such as 1.4.0");
    }
}
