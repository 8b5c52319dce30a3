package io.graphbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theShellItselfCanReadTheScript(String shell) throws Exception {
        assumeThat(installed(shell)).isTrue();
        assertThat(start(shell, "-n", script(shell).toString())).isZero();
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        String check =
                """
                compopt() { :; }
                source "$1"
                COMP_WORDS=(graphbus ins); COMP_CWORD=1; _complete_graphbus
                [[ " ${COMPREPLY[*]} " == *" inspect "* ]] || exit 1
                COMP_WORDS=(graphbus inspect --sub); COMP_CWORD=2; _complete_graphbus
                [[ " ${COMPREPLY[*]} " == *" --subscriptions "* ]] || exit 2
                """;
        assertThat(start("bash", "-c", check, "bash", script("bash").toString())).isZero();
    }

    @Test
    void fishGetsCommandsVerbsOptionsAndValues() {
        assertThat(Cli.run("completion", "fish").out())
                .contains(
                        "complete -c graphbus -n '__fish_use_subcommand' -a build -d",
                        "-n '__fish_seen_subcommand_from inspect' -l subscriptions",
                        "-n '__fish_seen_subcommand_from inspect' -l format -x -a 'table json yaml'",
                        "-n '__fish_seen_subcommand_from completion' -x -a 'bash zsh fish'",
                        "__fish_seen_subcommand_from state; and not __fish_seen_subcommand_from"
                                + " list show clear clear-all' -a list");
    }

    @Test
    void anUnknownShellIsWrongUsage() {
        Result result = Cli.run("completion", "tcsh");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("bash, zsh, fish");
    }

    private Path script(String shell) throws IOException {
        Result result = Cli.run("completion", shell);
        assertThat(result.code()).isZero();
        return Files.writeString(directory.resolve("graphbus." + shell), result.out());
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
    }

    private static int start(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(output).isEmpty();
        return process.exitValue();
    }
}
