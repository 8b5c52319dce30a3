package io.graphbus.artifact;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole graph as one JSON document, for sending it elsewhere: the members of {@code graph.json},
 * and beside them the {@code agents} of {@code agents.json} and the {@code topics} of {@code
 * topics.json}.
 */
public final class GraphDocument {

    private static final String AGENTS = "agents";
    private static final String TOPICS = "topics";

    private GraphDocument() {}

    /** The document of a graph; without the text of source files, which stay where they are. */
    public static ObjectNode write(AgentGraph graph) {
        ObjectNode document = tree(GraphFile.from(graph));
        document.set(AGENTS, tree(AgentsFile.from(withoutCode(graph))).get(AGENTS));
        document.set(TOPICS, tree(TopicsFile.from(graph)).get(TOPICS));
        return document;
    }

    /**
     * Reads a document that has all members.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_REQUEST} when it is none
     */
    public static AgentGraph read(JsonNode document) {
        try {
            GraphFile graph = Format.RECORDS.treeToValue(document, GraphFile.class);
            AgentsFile agents = Format.RECORDS.treeToValue(document, AgentsFile.class);
            TopicsFile topics = Format.RECORDS.treeToValue(document, TopicsFile.class);
            return graph.graph(agents, topics);
        } catch (JacksonException | IllegalArgumentException e) {
            String reason =
                    e instanceof JacksonException json ? Json.reason(json) : String.valueOf(e);
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "graph",
                            "This is no graph: " + reason,
                            "Its members are those of graph.json, agents.json and topics.json.")
                    .toException(e);
        }
    }

    private static ObjectNode tree(Object file) {
        return Format.RECORDS.valueToTree(file);
    }

    private static AgentGraph withoutCode(AgentGraph graph) {
        return new AgentGraph(
                graph.agents().stream().map(AgentDefinition::withoutSourceCode).toList(),
                graph.topics(),
                graph.edges(),
                graph.activationOrder(),
                graph.cycles());
    }
}
