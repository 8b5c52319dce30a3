package io.graphbus.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.model.AgentGraph;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {

    @TempDir private Path directory;

    @Test
    void generatedAgentsHaveFourMethodsThreeSubscriptionsAndLayers() throws Exception {
        Sources.write(directory.resolve("agents"), 30);
        AgentGraph graph =
                BuildOrchestrator.build(BuildRequest.of(directory.resolve("agents")))
                        .orThrow()
                        .graph();
        assertThat(graph.agents())
                .hasSize(30)
                .allSatisfy(agent -> assertThat(agent.methods()).hasSize(4))
                .allSatisfy(agent -> assertThat(agent.subscriptions()).hasSize(3));
        assertThat(graph.agents()).filteredOn(a -> !a.dependencies().isEmpty()).hasSize(27);
        assertThat(graph.cycles()).isEmpty();
    }

    @Test
    void tablesSayWhetherGoalsAreMet() {
        Map<Integer, Map<Work, Figures>> results =
                Map.of(
                        1000,
                        Map.of(
                                Work.JAVAC,
                                new Figures(500, 1000, 100),
                                Work.BUILD,
                                Figures.read(900, "3000 204800")),
                        10_000,
                        Map.of(Work.BUILD, new Figures(9000, 30_000, 900)));
        assertThat(new ScaleTable(results).text())
                .contains(
                        "| 1,000 | build | 900 | 3,000 | 3.00 | 200 |",
                        "| build: an agent of 10,000 against one of 1,000 | 1.5 x | 1.00 x | met |",
                        "| inspect: an agent of 10,000 against one of 1,000 | 1.5 x | - | - |",
                        "javac alone, CPU | 2.0 x | 3.00 x | **missed** |");
    }

    @Test
    void tablesStandBetweenTheirMarks() {
        assertThat(ScaleTable.replace("a\n<!-- scale -->\nold\n<!-- /scale -->\nb", "new\n"))
                .isEqualTo("a\n<!-- scale -->\nnew\n<!-- /scale -->\nb");
    }
}
