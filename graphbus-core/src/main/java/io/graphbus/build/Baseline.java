package io.graphbus.build;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import java.util.List;

/** What a build is held to: contracts that were promised before. */
@FunctionalInterface
public interface Baseline {

    /** Nothing was promised. */
    Baseline NONE = graph -> List.of();

    /** What keeps the agents of a graph from being registered. */
    List<Problem> problems(AgentGraph graph);

    /** The contracts of a registry. */
    static Baseline of(ContractRegistry registry) {
        return graph -> registry.conflicts(graph.agents().stream().map(AgentContract::of).toList());
    }
}
