package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Table;
import io.graphbus.health.AgentHealth;
import io.graphbus.health.HealthMonitor;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how agents are: whether they run, and where health is watched, how they fare. */
final class Diagnosis {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final GraphBus bus;

    Diagnosis(GraphBus bus) {
        this.bus = bus;
    }

    Answer health(String agent) {
        bus.awaitIdle(PATIENCE);
        Optional<HealthMonitor> watching = bus.health();
        if (agent.isEmpty()) {
            return watching.map(Diagnosis::all).orElseGet(this::running);
        }
        return one(watching.orElseThrow(Diagnosis::unwatched).of(agent));
    }

    private static Answer all(HealthMonitor watching) {
        List<Map<String, Object>> agents = watching.all().stream().map(Diagnosis::fields).toList();
        return Answer.of(
                Documents.tree(agents),
                console -> {
                    Table table = Table.of("AGENT", "STATUS", "FAILED", "REASON");
                    watching.all()
                            .forEach(
                                    a ->
                                            table.row(
                                                    a.agent(),
                                                    a.status(),
                                                    Math.round(a.errorRate() * 100) + " %",
                                                    a.reason()));
                    return console.render(table);
                });
    }

    private static Answer one(AgentHealth health) {
        Map<String, Object> fields = fields(health);
        return Answer.of(
                Documents.tree(fields),
                console -> {
                    Table table = Table.of("WHAT", "VALUE");
                    fields.forEach((name, value) -> table.row(name, value));
                    return console.render(table);
                });
    }

    private static Map<String, Object> fields(AgentHealth health) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agent", health.agent());
        fields.put("status", health.status().name());
        fields.put("reason", health.reason());
        fields.put("errorRate", health.errorRate());
        fields.put("executions", health.executions());
        fields.put("consecutiveFailures", health.consecutiveFailures());
        fields.put("p95Millis", health.p95().toNanos() / 1e6);
        fields.put("restarts", health.restarts());
        if (health.lastError() != null) {
            fields.put(
                    "lastError", health.lastError().type() + ": " + health.lastError().message());
        }
        if (health.stuck() != null) {
            fields.put("stuck", health.stuck().operation());
        }
        return fields;
    }

    /** Without a monitor it is known only who takes calls and events. */
    private Answer running() {
        List<AgentLine> agents = bus.stats().agents().stream().map(AgentLine::of).toList();
        return Answer.of(
                Documents.tree(agents),
                console -> {
                    Table table = Table.of("AGENT", "STATUS");
                    agents.forEach(a -> table.row(a.agent(), a.status()));
                    return console.render(table);
                });
    }

    private static RuntimeException unwatched() {
        return Problem.of(
                        ProblemCode.USAGE,
                        "health",
                        "Nobody watches the agents' health",
                        "Start with: graphbus run --enable-health-monitoring -i")
                .toException();
    }

    private record AgentLine(String agent, String status) {

        static AgentLine of(AgentStats agent) {
            return new AgentLine(agent.agent(), agent.active() ? "ACTIVE" : "INACTIVE");
        }
    }
}
