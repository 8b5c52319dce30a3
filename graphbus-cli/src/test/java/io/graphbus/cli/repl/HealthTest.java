package io.graphbus.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HealthTest {

    private static final String PATIENT =
            """
            import io.graphbus.agent.*;
            @Agent public class Patient {
                @SchemaMethod public int work() { return 1; }
                @SchemaMethod public int fail() { throw new IllegalStateException("out of paper"); }
            }
            """;
    private static final String BYSTANDER =
            """
            import io.graphbus.agent.*;
            @Agent public class Bystander {
                @SchemaMethod public int work() { return 1; }
            }
            """;

    private static Path project = Path.of("");

    @BeforeAll
    static void write(@TempDir Path directory) {
        Cli.sources(
                directory.resolve("agents"),
                Map.of("Patient.java", PATIENT, "Bystander.java", BYSTANDER));
        project = directory;
    }

    @Test
    void itTellsOfAllAgentsAndWhy() {
        Result result = watched("call Patient.fail\n".repeat(5) + "health\n");
        assertThat(result.code()).isEqualTo(1);
        JsonNode agents = lastLine(result);
        assertThat(agents).hasSize(2);
        assertThat(agents.path(0).path("agent").asString()).isEqualTo("Bystander");
        assertThat(agents.path(0).path("status").asString()).isEqualTo("HEALTHY");
        assertThat(agents.path(1).path("agent").asString()).isEqualTo("Patient");
        assertThat(agents.path(1).path("status").asString()).isEqualTo("FAILED");
        assertThat(agents.path(1).path("reason").asString()).isEqualTo("5 failures in a row");
    }

    @Test
    void ofOneAgentItTellsTheDetails() {
        JsonNode patient = lastLine(watched("call Patient.fail\nhealth Patient\n"));
        assertThat(patient.path("agent").asString()).isEqualTo("Patient");
        assertThat(patient.path("consecutiveFailures").asInt()).isEqualTo(1);
        assertThat(patient.path("executions").asInt()).isEqualTo(1);
        assertThat(patient.path("errorRate").asDouble()).isEqualTo(1);
        assertThat(patient.path("restarts").asInt()).isZero();
        assertThat(patient.path("lastError").asString())
                .isEqualTo("java.lang.IllegalStateException: out of paper");
    }

    @Test
    void anAgentRecoversWithOneSuccess() {
        String input = "call Patient.fail\n".repeat(5) + "call Patient.work\nhealth Patient\n";
        assertThat(lastLine(watched(input)).path("status").asString()).isEqualTo("HEALTHY");
    }

    @Test
    void anUnknownAgentIsAProblemWithTheNearest() {
        Result result = watched("health Patent\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("UNKNOWN_AGENT", "Did you mean Patient?");
    }

    @Test
    void withoutTheOptionItIsKnownOnlyWhoIsActive() {
        Result result = Cli.runWith("health\nhealth Patient\n", "run", project, "-i");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines())
                .containsExactly(
                        "[{\"agent\":\"Bystander\",\"status\":\"ACTIVE\"},"
                                + "{\"agent\":\"Patient\",\"status\":\"ACTIVE\"}]");
        assertThat(result.err()).contains("Nobody watches", "--enable-health-monitoring");
    }

    private static Result watched(String input) {
        return Cli.runWith(input, "run", project, "-i", "--enable-health-monitoring");
    }

    private static JsonNode lastLine(Result result) {
        List<String> lines = result.out().lines().toList();
        return Documents.parse("", lines.getLast());
    }
}
