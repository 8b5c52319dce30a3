package io.graphbus.spring.endpoint;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Reads the serving graph: {@code /actuator/graphbus}, its parts {@code graph}, {@code agents},
 * {@code stats}, and one agent.
 */
@Endpoint(id = "graphbus")
final class GraphBusEndpoint {

    private final CurrentGraph current;

    GraphBusEndpoint(CurrentGraph current) {
        this.current = current;
    }

    @ReadOperation
    GraphBusView everything() {
        GraphBus bus = current.bus();
        return new GraphBusView(
                bus.isRunning(),
                GraphView.of(bus.graph()),
                AgentView.allOf(bus),
                StatsView.of(bus.stats()));
    }

    @ReadOperation
    @Nullable Object part(@Selector String part) {
        GraphBus bus = current.bus();
        return switch (part) {
            case "graph" -> GraphView.of(bus.graph());
            case "agents" -> AgentView.allOf(bus);
            case "stats" -> StatsView.of(bus.stats());
            default -> null;
        };
    }

    @ReadOperation
    @Nullable AgentView agent(@Selector String part, @Selector String name) {
        return part.equals("agents")
                ? AgentView.allOf(current.bus()).stream()
                        .filter(agent -> agent.name().equals(name))
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
