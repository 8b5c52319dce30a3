package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallCommandTest {

    private static Path artifacts = Path.of("");

    @BeforeAll
    static void build(@TempDir Path directory) {
        artifacts = Cli.hello(directory);
    }

    @Test
    void theResultIsPrintedAsJsonAndNothingElseIs() {
        Result result = call("HelloService.generateMessage", "{\"name\":\"Ada\"}");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}\n");
        assertThat(result.err()).contains("logged: Hello, Ada!");
    }

    @Test
    void argumentsWithDefaultsMayBeLeftOut() {
        Result result = Cli.run("call", "HelloService.generateMessage", "--artifacts", artifacts);
        assertThat(result.out()).contains("Hello, World!");
    }

    @Test
    void whatAgentsPrintGoesToTheMessageStream() {
        Result result = call("ArbiterService.greet", "{\"name\":\"Ada\"}");
        assertThat(result.out()).isEqualTo("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}\n");
        assertThat(result.err()).contains("Hello, Ada!\n");
    }

    @Test
    void aMethodWithoutResultGivesNull() {
        assertThat(call("PrinterService.printMessage", "{\"message\":\"x\"}").out())
                .isEqualTo("null\n");
    }

    @Test
    void anUnknownAgentIsAnsweredWithTheKnownOnes() {
        Result result = call("HeloService.generateMessage", "{}");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("UNKNOWN_AGENT", "Did you mean HelloService?", "LoggerService");
    }

    @Test
    void anUnknownMethodIsAnsweredWithTheAgentsMethods() {
        Result result = call("HelloService.generate", "{}");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("UNKNOWN_METHOD", "generateMessage");
    }

    @Test
    void everyWrongArgumentIsListed() {
        Result result = call("ArbiterService.greet", "{\"nmae\":\"Ada\",\"x\":1}");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("INVALID_ARGUMENTS", "name", "nmae", "x");
    }

    @Test
    void whatIsNotJsonIsAProblem() {
        Result result = call("HelloService.generateMessage", "{name:Ada}");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("INVALID_JSON", "hint:");
    }

    @Test
    void aNameWithoutMethodIsWrongUsage() {
        Result result = call("HelloService", "{}");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Agent.method");
    }

    @Test
    void namesSplitAtTheLastDot(@TempDir Path directory) {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "Dotted.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent(name = "x.y") public class Dotted {
                                    @SchemaMethod public int one() { return 1; }
                                }
                                """));
        assertThat(Cli.run("build", agents).code()).isZero();
        assertThat(Cli.run("call", "x.y.one", "--artifacts", directory.resolve(".graphbus")).out())
                .isEqualTo("1\n");
    }

    @Test
    void anAgentThatThrowsIsAFailedCallWithoutStackTrace(@TempDir Path directory) {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "Moody.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent public class Moody {
                                    @SchemaMethod public int one() {
                                        throw new IllegalStateException("not today");
                                    }
                                }
                                """));
        assertThat(Cli.run("build", agents).code()).isZero();
        Path built = directory.resolve(".graphbus");
        Result result = Cli.run("call", "Moody.one", "--artifacts", built);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("AGENT_FAILED", "not today").doesNotContain("\tat ");
        assertThat(Cli.run("-v", "call", "Moody.one", "--artifacts", built).err())
                .contains("Moody.one(Moody.java:4)");
    }

    @Test
    void whatTheCallSetOffIsTriedAgainBeforeTheProcessEnds(@TempDir Path directory) {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "Shy.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent public class Shy {
                                    private int attempts;
                                    @SchemaMethod @Publishes("/Said") public int say() { return 1; }
                                    @Subscribes(value = "/Said", retry = @Retry(delay = "50ms"))
                                    public void hear() {
                                        if (attempts++ < 2) {
                                            throw new IllegalStateException("not yet");
                                        }
                                        System.out.println("heard at attempt " + attempts);
                                    }
                                }
                                """));
        assertThat(Cli.run("build", agents).code()).isZero();
        Result result = Cli.run("call", "Shy.say", "--artifacts", directory.resolve(".graphbus"));
        assertThat(result.err()).contains("heard at attempt 3").doesNotContain("left undone");
    }

    private static Result call(String method, String arguments) {
        return Cli.run("call", method, arguments, "--artifacts", artifacts);
    }
}
