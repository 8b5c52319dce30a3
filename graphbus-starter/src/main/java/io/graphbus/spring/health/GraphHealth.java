package io.graphbus.spring.health;

import io.graphbus.GraphBus;
import io.graphbus.model.AgentGraph;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.spring.CurrentGraph;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A health contributor for each agent that the serving graph has when it is asked. */
final class GraphHealth implements CompositeHealthContributor {

    private final CurrentGraph current;

    GraphHealth(CurrentGraph current) {
        this.current = current;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        AgentGraph graph = current.bus().graph();
        return graph.agentNames().stream()
                .filter(agent -> segment(agent).equals(name))
                .findFirst()
                .map(this::indicator)
                .orElse(null);
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return current.bus().graph().agentNames().stream()
                .map(agent -> new HealthContributors.Entry(segment(agent), indicator(agent)));
    }

    private HealthIndicator indicator(String agent) {
        return () -> health(agent);
    }

    private Health health(String agent) {
        GraphBus bus = current.bus();
        Optional<AgentStats> stats =
                bus.stats().agents().stream().filter(s -> s.agent().equals(agent)).findFirst();
        return stats.map(s -> AgentHealth.of(s, bus.isRunning()))
                .orElseGet(() -> Health.outOfService().build());
    }

    /** Names may not contain the separator of health paths. */
    private static String segment(String agent) {
        return agent.replace('/', '_');
    }
}
