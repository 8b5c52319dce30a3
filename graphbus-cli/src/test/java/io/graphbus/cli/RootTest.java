package io.graphbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootTest {

    @Test
    void helpIsAResultAndTellsTheExitCodes() {
        Result result = Cli.run("--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Exit codes:", "build", "inspect", "serve", "Example:");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void theHelpIsTheSameWhetherTheCommandsAreReadInFullOrNot() {
        assertThat(Cli.run("help").out()).isEqualTo(Cli.run("--help").out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "generate",
                "build",
                "validate",
                "inspect",
                "run",
                "serve",
                "call",
                "publish",
                "state",
                "contract",
                "auth",
                "completion"
            })
    void everyCommandHasHelpWithAnExample(String command) {
        Result result = Cli.run(command, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: graphbus " + command, "Example:");
        assertThat(Cli.run("help", command).out()).isEqualTo(result.out());
    }

    @Test
    void theVersionNamesGraphBusAndJava() {
        assertThat(Cli.run("--version").out()).matches("graphbus \\S+ \\(Java \\d+.*\\)\\R");
    }

    @Test
    void withoutACommandTheUserIsToldWhatToDo() {
        Result result = Cli.run();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Which command?", "hint:", "--help");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        Result result = Cli.run("biuld", "agents");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("[USAGE]", "Did you mean build?");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearest() {
        Result result = Cli.run("inspect", "--agnets");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("[USAGE]", "Did you mean --agents?");
    }

    @Test
    void aMissingParameterIsWrongUsage() {
        Result result = Cli.run("call");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("AGENT.METHOD", "graphbus call --help");
    }

    @Test
    void anUnknownFormatIsAnsweredWithTheKnownOnes() {
        Result result = Cli.run("inspect", "--format", "xml");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("table, text, json, yaml");
    }

    @Test
    void nothingLooksLikeAStackTrace(@TempDir Path directory) {
        for (Object[] args :
                new Object[][] {
                    {"build", directory.resolve("none")},
                    {"inspect", directory},
                    {"run", directory},
                    {"call", "A.b", "{", "--artifacts", directory},
                    {"publish", "/A", "{}", "--server", "nowhere"},
                    {"state", "show", "A", "--data", directory}
                }) {
            Result result = Cli.run(args);
            assertThat(result.code()).as("%s", (Object) args).isNotZero();
            assertThat(result.out()).as("%s", (Object) args).isEmpty();
            assertThat(result.err()).contains("error [", "hint:").doesNotContain("\tat ");
        }
    }
}
