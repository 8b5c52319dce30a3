package io.graphbus.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    /** What bash offers for a line whose last word is being typed. */
    private static final String BASH =
            """
            source "$1"
            offer() {
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _graphbus
                echo "${COMPREPLY[*]}"
            }
            offer graphbus ins
            offer graphbus inspect --sub
            offer graphbus inspect --format j
            offer graphbus inspect --format = y
            offer graphbus state ''
            offer graphbus state clear --y
            offer graphbus call H
            offer graphbus call --server http : //localhost : 8080 P
            offer graphbus inspect --agent P
            offer graphbus publish /H
            offer graphbus completion z
            offer graphbus help val
            offer graphbus build graphbus.b
            offer graphbus __
            """;

    private static final String ZSH =
            """
            source "$1"
            _describe() { print -r -- $2 ${(j:,:)${(P@)4}}; }
            _files() { print files; }
            compset() { :; }
            offer() { words=("$@"); CURRENT=$#; _graphbus; }
            offer graphbus inspect --format j
            offer graphbus inspect --format=y
            offer graphbus call H
            offer graphbus build x
            offer graphbus state ''
            """;

    private static final String FISH =
            """
            source $argv[1]
            complete -C 'graphbus ins'
            complete -C 'graphbus inspect --sub'
            complete -C 'graphbus inspect --format j'
            complete -C 'graphbus inspect --format=y'
            complete -C 'graphbus call H'
            complete -C 'graphbus publish /H'
            complete -C 'graphbus state clear'
            complete -C 'graphbus build graphbus.f'
            """;

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theShellItselfCanReadTheScript(String shell) throws Exception {
        Shells.assumeInstalled(shell);
        Shells shells = new Shells(directory);
        assertThat(shells.run(shell, "-n", shells.script(shell).toString())).isEmpty();
    }

    @Test
    void bashOffersCommandsOptionsValuesAndNamesOfTheGraph() throws Exception {
        assertThat(new Shells(directory).say("bash", BASH))
                .containsExactly(
                        "inspect",
                        "--subscriptions",
                        "json",
                        "yaml",
                        "list show clear clear-all",
                        "--yes",
                        "HelloService.generateMessage",
                        "PrinterService.print",
                        "PrinterService",
                        "/Hello/MessageGenerated",
                        "zsh",
                        "validate",
                        "graphbus.bash",
                        "");
    }

    @Test
    void zshOffersThemWithWhatTheyAreFor() throws Exception {
        List<String> said = new Shells(directory).say("zsh", ZSH);
        assertThat(said.get(0)).isEqualTo("value table,json,yaml");
        assertThat(said.get(1)).isEqualTo("value table,json,yaml");
        assertThat(said.get(2)).startsWith("methods HelloService.generateMessage");
        assertThat(said.get(3)).isEqualTo("files");
        assertThat(said.get(4)).startsWith("command list:List the agents that have kept state.");
    }

    @Test
    void fishOffersThemWithWhatTheyAreFor() throws Exception {
        assertThat(new Shells(directory).say("fish", FISH))
                .anyMatch(line -> line.startsWith("inspect\tShow a graph"))
                .contains("--subscriptions\tAll subscriptions.")
                .contains("json", "--format=yaml")
                .contains("HelloService.generateMessage", "/Hello/MessageGenerated")
                .anyMatch(line -> line.startsWith("clear-all\tForget the state of every agent"))
                .contains("graphbus.fish");
    }

    @Test
    void namesComeFromTheArtifactsThatTheTypedWordsName() {
        Path artifacts = Cli.hello(directory);
        assertThat(names("methods", "graphbus", "call", "--artifacts", artifacts))
                .contains("HelloService.generateMessage", "PrinterService.printMessage");
        assertThat(names("topics", "graphbus", "publish", "--artifacts=" + directory))
                .containsExactly("/Hello/MessageGenerated");
        assertThat(names("agents", "graphbus", "inspect", directory, "--agent"))
                .contains("ArbiterService", "HelloService");
    }

    @Test
    void whereThereIsNoGraphNothingIsOfferedAndNothingSaid() {
        Result result = Cli.run("__complete", "agents", "--", "graphbus", "--artifacts", "none");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isBlank();
    }

    @Test
    void anUnknownShellIsWrongUsage() {
        Result result = Cli.run("completion", "tcsh");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("bash, zsh, fish");
    }

    private static List<String> names(String kind, Object... typed) {
        Object[] words = new Object[typed.length + 3];
        System.arraycopy(new Object[] {"__complete", kind, "--"}, 0, words, 0, 3);
        System.arraycopy(typed, 0, words, 3, typed.length);
        return Cli.run(words).out().lines().toList();
    }
}
