package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {

    private static final String GREETING = "{\"name\":\"Ada\",\"message\":\"Hi\"}";

    private static Path artifacts = Path.of("");

    @BeforeAll
    static void build(@TempDir Path directory) {
        artifacts = Cli.hello(directory);
    }

    @Test
    void theReceiptIsPrintedAndTheHandlersRun() {
        Result result = publish("/Hello/MessageGenerated", GREETING);
        assertThat(result.code()).isZero();
        assertThat(result.json().propertyNames()).containsExactly("id", "subscribers");
        assertThat(result.json().path("subscribers").asInt()).isEqualTo(1);
        assertThat(result.err()).contains("logged: Hi");
    }

    @Test
    void nobodyListeningIsNoErrorButIsSaid() {
        Result result = publish("/Hello/MesageGenerated", GREETING);
        assertThat(result.code()).isZero();
        assertThat(result.json().path("subscribers").asInt()).isZero();
    }

    @Test
    void aTextThatIsNoTopicIsAProblem() {
        Result result = publish("Hello", GREETING);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("INVALID_TOPIC", "hint:");
    }

    @Test
    void aPayloadThatIsNotJsonIsAProblem() {
        assertThat(publish("/Hello/MessageGenerated", "{").err()).contains("INVALID_JSON");
    }

    @Test
    void aVersionThatIsNoneIsAProblem() {
        Result result =
                Cli.run(
                        "publish",
                        "/Hello/MessageGenerated",
                        GREETING,
                        "--schema-version",
                        "new",
                        "--artifacts",
                        artifacts);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--schema-version", "no semantic version", "hint:");
    }

    @Test
    void aTimeThatIsNoneIsAProblem() {
        for (String time : new String[] {"0s", "soon", "999999999999999h"}) {
            Result result =
                    Cli.run(
                            "publish",
                            "/Hello/MessageGenerated",
                            GREETING,
                            "--expires-after",
                            time,
                            "--artifacts",
                            artifacts);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--expires-after", time, "hint:");
        }
    }

    @Test
    void whatExpiresLaterIsHandledNow() {
        Result result =
                Cli.run(
                        "publish",
                        "/Hello/MessageGenerated",
                        GREETING,
                        "--expires-after",
                        "5m",
                        "--artifacts",
                        artifacts);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"subscribers\"");
    }

    private static Result publish(String topic, String payload) {
        return Cli.run("publish", topic, payload, "--artifacts", artifacts);
    }
}
