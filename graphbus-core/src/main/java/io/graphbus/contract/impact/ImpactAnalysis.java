package io.graphbus.contract.impact;

import io.graphbus.contract.AgentContract;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at what another version of an agent does to the agents of a graph. Time grows with agents
 * and edges, and with the number of different pairs of schemas.
 */
public final class ImpactAnalysis {

    private ImpactAnalysis() {}

    /** The same where nothing is done to payloads on their way. */
    public static Impact of(AgentGraph graph, AgentContract changed) {
        return of(graph, changed, Upgrades.NONE);
    }

    /**
     * Compares every edge of the agent as it is in the graph and as the contract has it, and
     * follows what breaks.
     *
     * @param upgrades what can be done to payloads on their way
     * @throws io.graphbus.problem.GraphBusException {@code UNKNOWN_AGENT}
     */
    public static Impact of(AgentGraph graph, AgentContract changed, Upgrades upgrades) {
        AgentDefinition agent =
                graph.agent(changed.agent())
                        .orElseThrow(() -> unknown(graph, changed.agent()).toException());
        Version before = agent.contract().version();
        List<EdgeImpact> edges =
                new EdgeChecks(graph, agent, changed, upgrades)
                        .edges().stream()
                                .sorted(
                                        Comparator.comparing(EdgeImpact::verdict)
                                                .reversed()
                                                .thenComparing(EdgeImpact::via)
                                                .thenComparing(EdgeImpact::writer)
                                                .thenComparing(EdgeImpact::reader)
                                                .thenComparing(EdgeImpact::handler))
                                .toList();
        List<AgentImpact> hit = new Propagation(graph, changed.agent()).follow(edges);
        Set<String> others = new TreeSet<>(graph.agentNames());
        others.removeAll(hit.stream().map(AgentImpact::agent).collect(Collectors.toSet()));
        others.remove(changed.agent());
        return new Impact(
                changed.agent(),
                before,
                changed.version(),
                edges,
                hit,
                List.copyOf(others),
                ReleasePlan.of(changed, before, edges));
    }

    private static Problem unknown(AgentGraph graph, String name) {
        return Problem.of(
                ProblemCode.UNKNOWN_AGENT,
                name,
                "There is no agent " + name + " in this graph.",
                Nearest.hint(name, "agents", graph.agentNames()));
    }
}
