package io.graphbus.cli.build;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A graph as documents, from wherever it is kept. */
interface GraphDocuments extends AutoCloseable {

    /** As {@code graph.json}. */
    JsonNode graph();

    /** As in {@code agents.json}. */
    List<JsonNode> agents();

    /** As in {@code topics.json}. */
    List<JsonNode> topics();

    /** Every agent's, with the agent's name as {@code agent}. */
    List<JsonNode> subscriptions();

    @Override
    void close();

    default JsonNode agent(String name) {
        List<JsonNode> agents = agents();
        return agents.stream()
                .filter(a -> a.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.UNKNOWN_AGENT,
                                                name,
                                                "There is no agent named " + name,
                                                Nearest.hint(name, "agents", names(agents)))
                                        .toException());
    }

    private static List<String> names(List<JsonNode> agents) {
        return agents.stream().map(a -> a.path("name").asString("")).toList();
    }
}
