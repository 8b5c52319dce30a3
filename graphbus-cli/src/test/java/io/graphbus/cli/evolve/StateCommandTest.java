package io.graphbus.cli.evolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandTest {

    private static final String COUNTER =
            """
            import io.graphbus.agent.*;
            @Agent(name = "%s") public class %s implements Stateful<%s.Count> {
                public record Count(int value) {}
                private int value;
                @SchemaMethod public int increment() { return ++value; }
                public Count captureState() { return new Count(value); }
                public void restoreState(Count count) { value = count.value(); }
            }
            """;

    @TempDir private Path directory;

    @BeforeEach
    void build() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "One.java", COUNTER.formatted("x.y", "One", "One"),
                                "Two.java", COUNTER.formatted("x_y", "Two", "Two")));
        assertThat(Cli.run("build", agents).code()).isZero();
    }

    @Test
    void aCounterGoesOnWhereItStopped() {
        talk("call x.y.increment\ncall x.y.increment\ncall x.y.increment\ncall x_y.increment\n");
        assertThat(talk("call x.y.increment\ncall x_y.increment\n").out()).isEqualTo("4\n2\n");
        assertThat(directory.resolve("graphbus-data")).isDirectory();
    }

    @Test
    void callKeepsStateInTheDataDirectoryItIsGiven() {
        Path artifacts = directory.resolve(".graphbus");
        Path data = directory.resolve("kept");
        for (int i = 1; i <= 2; i++) {
            Result result =
                    Cli.run("call", "x.y.increment", "--artifacts", artifacts, "--data", data);
            assertThat(result.out()).isEqualTo(i + "\n");
        }
        assertThat(Cli.run("call", "x.y.increment", "--artifacts", artifacts).out())
                .isEqualTo("1\n");
    }

    @Test
    void keptStatesAreListedAndShown() {
        talk("call x.y.increment\n");
        Result list = state("list", "--format", "json");
        assertThat(list.json()).hasSize(2);
        assertThat(list.json().path(0).path("agent").asString()).isEqualTo("x.y");
        assertThat(list.json().path(0).path("state").path("value").asInt()).isEqualTo(1);
        assertThat(state("list").out()).contains("AGENT", "x.y", "x_y");
        assertThat(state("show", "x.y").json().path("value").asInt()).isEqualTo(1);
    }

    @Test
    void clearingAsksAndRefusingKeeps() {
        talk("call x.y.increment\n");
        assertThat(answer("n\n", "clear", "x.y").err()).contains("?", "Kept");
        assertThat(answer("", "clear-all").err()).contains("2 agents?", "Kept");
        assertThat(state("list", "--format", "json").json()).hasSize(2);
        assertThat(answer("y\n", "clear", "x.y").code()).isZero();
        assertThat(state("list", "--format", "json").json()).hasSize(1);
        assertThat(state("clear-all", "--yes").code()).isZero();
        assertThat(state("list", "--format", "json").json()).isEmpty();
    }

    @Test
    void clearingWhatIsNotThereSaysSo() {
        Result result = state("clear", "nobody");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("not found", "hint:");
    }

    @Test
    void aDamagedStateIsReportedAndKeptAsideAndTheGraphStarts() throws IOException {
        talk("call x.y.increment\n");
        Path file = stateFile();
        Files.writeString(file, "{damaged");
        Result result = talk("call x.y.increment\n");
        assertThat(result.out()).isEqualTo("1\n");
        try (Stream<Path> files = Files.walk(directory.resolve("graphbus-data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .anySatisfy(f -> assertThat(f).hasContent("{damaged"));
        }
    }

    @Test
    void aDamagedStateCanBeCleared() throws IOException {
        talk("call x.y.increment\n");
        Files.writeString(stateFile(), "{damaged");
        assertThat(state("show", "x.y").code()).isNotZero();
        assertThat(state("clear", "x.y", "--yes").code()).isZero();
        assertThat(state("clear", "x.y", "--yes").err()).contains("not found");
    }

    @Test
    void aNameThatIsNearlyRightIsNamed() {
        talk("call x.y.increment\n");
        Result result = state("show", "x.z");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Did you mean x.y?");
    }

    @Test
    void theListIsThereInEveryFormat() {
        talk("call x.y.increment\n");
        assertThat(state("list", "--format", "yaml").out()).contains("agent: x.y");
        assertThat(state("list", "--format", "dot").code()).isEqualTo(2);
    }

    @Test
    void clearingNothingSaysSo() {
        assertThat(state("clear-all", "--yes").err()).contains("Nothing is kept");
        assertThat(state("list").code()).isZero();
    }

    private Path stateFile() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("graphbus-data"))) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> read(f).contains("\"x.y\""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Result talk(String input) {
        return Cli.runWith(input, "run", directory, "-i", "--enable-state-persistence");
    }

    private Result state(String... words) {
        return answer("", words);
    }

    private Result answer(String input, String... words) {
        Object[] data = {"--data", directory.resolve("graphbus-data")};
        return Cli.runWith(
                input,
                Stream.of(Stream.of("state"), Stream.of(words), Stream.of(data))
                        .flatMap(s -> s)
                        .toArray());
    }
}
