package io.graphbus.spring.health;

import io.graphbus.GraphBus;
import io.graphbus.contract.notice.Notice;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.spring.CurrentGraph;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** A health contributor for each agent that the serving graph has when it is asked. */
final class GraphHealth implements CompositeHealthContributor {

    private final CurrentGraph current;
    private final Function<String, List<Notice>> notices;

    GraphHealth(CurrentGraph current) {
        this(current, agent -> List.of());
    }

    /**
     * @param notices what an agent was told of contracts of others
     */
    GraphHealth(CurrentGraph current, Function<String, List<Notice>> notices) {
        this.current = current;
        this.notices = notices;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        GraphBus bus = current.bus();
        return bus.graph().agentNames().stream()
                .filter(agent -> segment(agent).equals(name))
                .findFirst()
                .map(agent -> indicator(bus, agent, stats(bus)))
                .orElse(null);
    }

    /** All children, as of one moment. */
    @Override
    public Stream<HealthContributors.Entry> stream() {
        GraphBus bus = current.bus();
        Map<String, AgentStats> stats = stats(bus);
        return bus.graph().agentNames().stream()
                .map(
                        agent ->
                                new HealthContributors.Entry(
                                        segment(agent), indicator(bus, agent, stats)));
    }

    private HealthIndicator indicator(GraphBus bus, String agent, Map<String, AgentStats> all) {
        AgentStats stats = all.get(agent);
        Health health = stats == null ? Health.outOfService().build() : AgentHealth.of(bus, stats);
        boolean makesRoom = Status.OUT_OF_SERVICE.equals(health.getStatus()) && makesRoom(bus);
        Health told =
                AgentHealth.told(
                        makesRoom ? AgentHealth.asServing(health) : health, notices.apply(agent));
        return () -> told;
    }

    /** In an order in which a change that ends meanwhile is not missed. */
    private boolean makesRoom(GraphBus stopped) {
        return current.isChanging() || current.bus() != stopped || stopped.isRunning();
    }

    private static Map<String, AgentStats> stats(GraphBus bus) {
        return bus.stats().agents().stream()
                .collect(Collectors.toMap(AgentStats::agent, Function.identity()));
    }

    /** Names may not contain the separator of health paths. */
    private static String segment(String agent) {
        return agent.replace('/', '_');
    }
}
