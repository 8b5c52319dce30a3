package io.graphbus.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReplTest {

    private static Path artifacts = Path.of("");

    @BeforeAll
    static void build(@TempDir Path directory) {
        artifacts = Cli.hello(directory);
    }

    @Test
    void throughAPipeEveryCommandGetsOneLineAndOneFailureGivesExitCode1() {
        Result result =
                talk(
                        """
                        help
                        call HelloService.generateMessage {"name": "Ada"}
                        publish /Nobody/Listens {"a":1}
                        stats
                        nodes
                        topics
                        history
                        bogus
                        exit
                        """);
        assertThat(result.code()).isEqualTo(1);
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).contains("call A.m [json]", "history [n]", "exit");
        assertThat(lines.get(1)).isEqualTo("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}");
        assertThat(lines.get(2)).isEqualTo("0 delivered");
        JsonNode stats = Documents.parse("", lines.get(3));
        assertThat(stats.path("published").asInt()).isEqualTo(2);
        assertThat(stats.path("delivered").asInt()).isEqualTo(1);
        assertThat(stats.path("calls").asInt()).isEqualTo(1);
        assertThat(stats.path("errors").asInt()).isZero();
        assertThat(lines.get(4))
                .isEqualTo(
                        "[\"HelloService\",\"LoggerService\",\"PrinterService\","
                                + "\"ArbiterService\"]");
        assertThat(lines.get(5)).contains("/Hello/MessageGenerated", "LoggerService.logMessage");
        JsonNode history = Documents.parse("", lines.get(6));
        assertThat(history).hasSize(2);
        assertThat(history.path(0).path("topic").asString()).isEqualTo("/Nobody/Listens");
        assertThat(history.path(0).path("source").asString()).isEqualTo("external");
        assertThat(history.path(1).path("source").asString()).isEqualTo("HelloService");
        assertThat(history.path(1).path("deliveries").path(0).path("status").asString())
                .isEqualTo("DELIVERED");
        assertThat(result.err()).contains("There is no such command", "Known commands: call");
    }

    @Test
    void theEndOfInputEndsTheConversation() {
        Result result = talk("call HelloService.generateMessage\nhealth");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("Hello, World!", "{\"agent\":\"HelloService\",\"status\":\"ACTIVE\"}");
    }

    @Test
    void whatAgentsPrintIsNoAnswer() {
        Result result = talk("call ArbiterService.greet {\"name\":\"Ada\"}\n");
        assertThat(result.out()).isEqualTo("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}\n");
        assertThat(result.err()).contains("logged: Hello, Ada!");
    }

    @Test
    void aHeardPublishSaysForHowManyItIsQueued() {
        assertThat(talk("publish /Hello/MessageGenerated '{\"name\":\"A\",\"message\":\"B\"}'\n"))
                .satisfies(r -> assertThat(r.out()).isEqualTo("queued for 1\n"))
                .satisfies(r -> assertThat(r.err()).contains("logged: B"));
    }

    @Test
    void historyCanBeLimited() {
        Result result = talk("publish /A 1\npublish /A 2\nhistory 1\n");
        JsonNode history = Documents.parse("", result.out().lines().toList().get(2));
        assertThat(history).hasSize(1);
        assertThat(history.path(0).path("payload").asInt()).isEqualTo(2);
    }

    @Test
    void mistakesAreProblemsAndTheConversationGoesOn() {
        Result result =
                talk(
                        """
                        call
                        call HelloService.generateMesage
                        call HelloService.generateMessage {
                        publish /A
                        history many
                        watch
                        nodes
                        """);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.err())
                .contains("UNKNOWN_METHOD", "Did you mean generateMessage?", "INVALID_JSON")
                .doesNotContain("\tat ");
    }

    @Test
    void argumentsMayBeWordsAListOrLeftOut() {
        Result result =
                talk(
                        """
                        call HelloService.generateMessage Ada
                        call HelloService.generateMessage "Ada Lovelace"
                        call HelloService.generateMessage ["Bob"]
                        call HelloService.generateMessage
                        """);
        assertThat(result.err()).doesNotContain("error");
        assertThat(result.out())
                .contains("Hello, Ada!", "Hello, Ada Lovelace!", "Hello, Bob!", "Hello, World!");
        assertThat(talk("call HelloService.generateMessage Ada Bob\n").err())
                .contains("INVALID_ARGUMENTS", "2 arguments");
    }

    @Test
    void whatIsNotNamedInFullIsAnsweredWithWhatThereIs() {
        assertThat(talk("call HelloService\n").err())
                .contains("Known methods: HelloService.generateMessage.");
        assertThat(talk("call HeloService.generateMessage\n").err())
                .contains("Did you mean HelloService?");
        assertThat(talk("cal HelloService.generateMessage\n").err()).contains("Did you mean call?");
    }

    @Test
    void withoutTheBusCallsWorkAndPublishingIsAProblem() {
        for (String[] option : new String[][] {{"--no-message-bus"}, {"--mode=calls-only"}}) {
            Result result =
                    Cli.runWith(
                            "call HelloService.generateMessage\npublish /A 1\nstats\n",
                            "run",
                            artifacts,
                            "-i",
                            option[0]);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).contains("Hello, World!", "\"dropped\":1");
            assertThat(result.err()).contains("BUS_DISABLED", "hint:");
        }
    }

    private static Result talk(String input) {
        return Cli.runWith(input, "run", artifacts, "-i");
    }
}
