package io.graphbus.e2e.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.artifact.FileTree;
import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide tells of a change is what the commands do. */
class EvolutionStoryTest {

    @TempDir Path temp;

    @Test
    void theStoryIsTrue() throws Exception {
        Path example = Program.CHECKOUT.resolve("examples/order-evolution");
        FileTree.copy(example.resolve("version-1"), temp.resolve("version-1"));
        FileTree.copy(example.resolve("agents"), temp.resolve("agents"));
        List<Readme.Step> steps =
                Readme.of(Program.CHECKOUT.resolve("docs/guide/evolution.md")).steps();
        assertThat(steps).hasSizeGreaterThan(20);
        for (Readme.Step step : steps) {
            Outcome outcome = Program.shell(temp).run("-c", step.command());
            assertThat(outcome.exit()).as("%s: %s", step.command(), outcome.err()).isZero();
            assertThat(plain((outcome.out() + outcome.err()).lines().toList()))
                    .as(step.command())
                    .containsAll(plain(step.output()));
        }
    }

    /** How much counts depends on how long it is ago, and so on this machine. */
    private static List<String> plain(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("^Coherence [0-9.]+ (\\w+) \\(.*\\)$", "Coherence $1"))
                .toList();
    }
}
