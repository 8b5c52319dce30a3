package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SIGTERM does to a process of its own. */
@Timeout(240)
class TerminationTest {

    private static final String COUNTER =
            """
            import io.graphbus.agent.*;
            @Agent public class Counter implements Stateful<Counter.Count> {
                public record Count(int value) {}
                private int value;
                @SchemaMethod public int increment() { return ++value; }
                public Count captureState() { return new Count(value); }
                public void restoreState(Count count) { value = count.value(); }
            }
            """;

    @TempDir private Path directory;

    @Test
    void aConversationThatIsTerminatedKeepsItsState() throws Exception {
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("Counter.java", COUNTER));
        assertThat(Cli.run("build", agents).code()).isZero();
        Process process = start("run", directory, "-i", "--enable-state-persistence");
        try (BufferedReader out = process.inputReader()) {
            process.outputWriter().append("call Counter.increment\n").flush();
            assertThat(out.readLine()).isEqualTo("1");
            process.destroy();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        Path data = directory.resolve("graphbus-data");
        assertThat(Cli.run("state", "show", "Counter", "--data", data).json().path("value").asInt())
                .isEqualTo(1);
    }

    private static Process start(Object... words) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder =
                new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.graphbus.cli.Graphbus");
        for (Object word : words) {
            builder.command().add(word.toString());
        }
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
