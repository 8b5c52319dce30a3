package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Background;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    private static final String TALKER =
            """
            import io.graphbus.agent.*;
            @Agent public class Talker {
                public Talker() { System.out.println("%s"); }
                @SchemaMethod public int one() { return 1; }
            }
            """;

    @TempDir private Path directory;

    @Test
    void itStaysUntilSigtermAndLeavesStdoutToTheAgents() throws Exception {
        Path artifacts = Cli.hello(directory);
        Background run = Background.start("(Running .*)", "run", artifacts);
        assertThat(run.terminate()).isZero();
        assertThat(run.seen()).startsWith("Running 4 agents from " + artifacts);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aProjectIsBuiltFirstAndAgainAfterAChangeOnly() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of("Talker.java", TALKER.formatted("first")));
        assertThat(talk(directory).err()).contains("Building ", "first");
        assertThat(talk(agents).err()).doesNotContain("Building ").contains("first");
        Cli.sources(agents, Map.of("Talker.java", TALKER.formatted("second")));
        assertThat(talk(directory).err()).contains("Building ", "second");
    }

    @Test
    void aProjectWithAMistakeDoesNotRun() {
        Cli.sources(directory.resolve("agents"), Map.of("A.java", "class A { int x = ; }\n"));
        Result result = talk(directory);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("A.java:1:19: error [COMPILE_ERROR]");
    }

    @Test
    void aMissingProjectIsWrongUsage() {
        Result result = talk(directory.resolve("none"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("DIRECTORY_MISSING", "hint:");
    }

    @Test
    void anAgentThatCannotStartIsNamed() {
        Cli.sources(
                directory.resolve("agents"),
                Map.of(
                        "Sick.java",
                        """
                        import io.graphbus.agent.*;
                        @Agent public class Sick {
                            public Sick() { throw new IllegalStateException("no licence"); }
                            @SchemaMethod public int one() { return 1; }
                        }
                        """));
        Result result = talk(directory);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("START_FAILED", "Sick", "no licence")
                .doesNotContain("\tat ");
    }

    @Test
    void whatIsDeliveredIsWrittenDownToBeJudged() {
        Path deliveries = directory.resolve("deliveries.jsonl");
        Result run =
                Cli.runWith(
                        "call HelloService.generateMessage\n",
                        "run",
                        Cli.hello(directory),
                        "-i",
                        "--interactions",
                        deliveries);
        assertThat(run.code()).as(run.err()).isZero();

        Result judged =
                Cli.run("coherence", "check", "--interactions", deliveries, "--format", "json");
        assertThat(judged.json().path("traffic").asDouble()).as(judged.err()).isPositive();
    }

    private static Result talk(Path input) {
        return Cli.runWith("call Talker.one\n", "run", input, "-i");
    }
}
