package io.graphbus.contract.impact;

import io.graphbus.schema.Version;
import java.util.List;

/**
 * What another version of an agent does to a graph.
 *
 * @param from the version in the graph
 * @param to the version looked at
 * @param edges every edge that the agent has in either version, those that break first
 * @param hit agents that are hit, in the order of their distance
 * @param unaffected the other agents, sorted
 * @param plan steps in which the change can be made, one after the other
 */
public record Impact(
        String agent,
        Version from,
        Version to,
        List<EdgeImpact> edges,
        List<AgentImpact> hit,
        List<String> unaffected,
        List<String> plan) {

    /** The gravest of all edges' verdicts. */
    public EdgeVerdict verdict() {
        return edges.stream()
                .map(EdgeImpact::verdict)
                .max(Enum::compareTo)
                .orElse(EdgeVerdict.SAFE);
    }
}
