package io.graphbus.build;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.Map;

/** What a build is held to: contracts that were promised before. */
@FunctionalInterface
public interface Baseline {

    /** Nothing was promised. */
    Baseline NONE = graph -> List.of();

    /** What keeps the agents of a graph from being registered. */
    List<Problem> problems(AgentGraph graph);

    /** The versions of an agent's payloads by topic, where they are not its contract's. */
    default Map<String, Version> payloads(AgentDefinition agent) {
        return Map.of();
    }

    /** The agent with the versions of its payloads, whatever they were before. */
    default AgentDefinition settled(AgentDefinition agent) {
        return agent.withPayloads(payloads(agent));
    }

    /** The graph with the versions of all payloads, whatever they were before. */
    default AgentGraph settled(AgentGraph graph) {
        return new AgentGraph(
                graph.agents().stream().map(this::settled).toList(),
                graph.topics(),
                graph.edges(),
                graph.activationOrder(),
                graph.cycles());
    }

    /** The contracts of a registry. */
    static Baseline of(ContractRegistry registry) {
        return new Baseline() {
            @Override
            public List<Problem> problems(AgentGraph graph) {
                return registry.conflicts(graph.agents().stream().map(AgentContract::of).toList());
            }

            @Override
            public Map<String, Version> payloads(AgentDefinition agent) {
                return registry.payloads(agent);
            }
        };
    }
}
