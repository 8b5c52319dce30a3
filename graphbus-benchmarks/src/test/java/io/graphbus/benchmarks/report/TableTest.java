package io.graphbus.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @TempDir Path directory;

    @Test
    void theMiddleIterationIsHeldAgainstTheFastestAsynchronousPeerAndTheLimit() throws IOException {
        String table =
                render(
                        run(
                                "FanOut",
                                Map.of("shape", "1x4", "peer", "graphbus"),
                                "20.0, 30.0, 31.0"),
                        run("FanOut", Map.of("shape", "1x4", "peer", "pekko"), "12.0, 11.0, 99.0"),
                        run("FanOut", Map.of("shape", "1x4", "peer", "vertx"), "5.0"),
                        run("FanOut", Map.of("shape", "1x4", "peer", "spring"), "90.0"),
                        run("FanOut", Map.of("shape", "1x4", "peer", "jctools"), "60.0"),
                        run("FanOut", Map.of("shape", "1x4", "peer", "disruptor"), "99.0"));
        assertThat(table)
                .contains("| GraphBus | - | 30.0 | - |")
                .contains("| **GraphBus : fastest asynchronous peer** | - | **2.50** | - |")
                .contains("| 1 x 4, of the fastest asynchronous peer | >= 2.0 x | 2.5 x | met |")
                .contains("| 1 x 4, of the limit | >= 50.0 % | 50.0 % | met |")
                .contains("| 1 x 1, of the limit | >= 50.0 % | - | - |");
    }

    @Test
    void aMissIsCalledOneAndWhatIsSwitchedOnIsSubtracted() throws IOException {
        String table =
                render(
                        time("Calls", Map.of("bus", "graphbus"), "20.0, 101.0, 120.0"),
                        time("OnOff", Map.of("features", "OFF", "subscribers", "4"), "70.0"),
                        time("OnOff", Map.of("features", "ON", "subscribers", "4"), "90.0"));
        assertThat(table)
                .contains("| call, idle agent, all on | <= 100.0 ns | 101.0 ns | **missed** |")
                .contains("| event, 1 x 4, OFF | 70 ns | - |")
                .contains("| all on against all off, 1 x 4 | <= 40.0 ns | 20.0 ns | met |");
    }

    @Test
    void tablesReplaceWhatStandsBetweenTheMarks() {
        String document = "a\n<!-- measured -->\nold\n<!-- /measured -->\nb\n";
        assertThat(Table.replace(document, "new\n"))
                .isEqualTo("a\n<!-- measured -->\nnew\n<!-- /measured -->\nb\n");
        assertThatThrownBy(() -> Table.replace("a\n", "new\n")).hasMessageContaining("measured");
    }

    private String render(String... runs) throws IOException {
        Path file = directory.resolve("result.json");
        Files.writeString(file, Stream.of(runs).collect(Collectors.joining(",", "[", "]")));
        return Table.render(file);
    }

    private static String run(String name, Map<String, String> parameters, String scores) {
        return json(name, "thrpt", parameters, scores);
    }

    private static String time(String name, Map<String, String> parameters, String scores) {
        return json(name, "avgt", parameters, scores);
    }

    private static String json(
            String name, String mode, Map<String, String> parameters, String scores) {
        String values =
                parameters.entrySet().stream()
                        .map(p -> "\"%s\": \"%s\"".formatted(p.getKey(), p.getValue()))
                        .collect(Collectors.joining(","));
        return """
               {"benchmark": "io.graphbus.benchmarks.%s.delivered", "mode": "%s",
                "params": {%s}, "primaryMetric": {"rawData": [[%s]]}, "secondaryMetrics": {}}
               """
                .formatted(name, mode, values, scores);
    }
}
