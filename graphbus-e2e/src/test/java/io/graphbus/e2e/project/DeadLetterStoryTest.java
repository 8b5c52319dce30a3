package io.graphbus.e2e.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.artifact.FileTree;
import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Served;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the example tells of dead letters is what a server and the commands do. */
class DeadLetterStoryTest {

    private static final String TOKEN = "a-token-of-this-story-and-no-other";

    @TempDir Path temp;

    @Test
    void aRegisteredMigrationAndAReplayHealWhatAContractRefused() throws Exception {
        Path example = Program.CHECKOUT.resolve("examples/order-evolution");
        FileTree.copy(example.resolve("agents"), temp.resolve("agents"));
        Program program =
                Program.graphbus(temp)
                        .with("GRAPHBUS_DURABILITY_MODE", "durable")
                        .with("GRAPHBUS_ADMIN_TOKEN", TOKEN);
        List<Readme.Step> steps = Readme.of(example.resolve("README.md")).steps();
        assertThat(steps).hasSize(6);
        try (Served server = Served.start(program, ".")) {
            FileTree.copy(example.resolve("migrations"), temp.resolve("migrations"));
            steps.forEach(step -> holds(server, step));
        }
    }

    /** What becomes of a delivery is seen a moment later; nothing else is done twice. */
    private void holds(Served server, Readme.Step step) {
        if (step.command().endsWith("list")) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> shows(server, step));
        } else {
            shows(server, step);
        }
    }

    private void shows(Served server, Readme.Step step) {
        Outcome outcome =
                Program.shell(temp)
                        .with("GRAPHBUS_SERVER", server.base().toString())
                        .with("GRAPHBUS_TOKEN", TOKEN)
                        .run("-c", step.command());
        assertThat(outcome.exit()).as("%s: %s", step.command(), outcome.err()).isZero();
        assertThat(plain((outcome.out() + outcome.err()).lines().toList()))
                .as(step.command())
                .containsAll(plain(step.output()));
    }

    /** Ids and times are others each time, and so are the widths of their columns. */
    private static List<String> plain(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\\b[0-9a-z]{11,}-\\d+-[0-9a-f]{8}-[0-9a-f]{4}", "ID"))
                .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"))
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
    }
}
