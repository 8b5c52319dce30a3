package io.graphbus.contract.impact;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An impact as reports and the API show it. */
public final class ImpactDocument {

    private ImpactDocument() {}

    public static JsonNode of(Impact impact) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("agent", impact.agent())
                        .put("from", impact.from().text())
                        .put("to", impact.to().text())
                        .put("verdict", impact.verdict().name());
        ArrayNode edges = document.putArray("edges");
        impact.edges().forEach(edge -> edges.add(edge(edge)));
        ArrayNode hit = document.putArray("hit");
        impact.hit().forEach(agent -> hit.add(agent(agent)));
        impact.unaffected().forEach(document.putArray("unaffected")::add);
        impact.plan().forEach(document.putArray("plan")::add);
        return document;
    }

    /** One edge of it. */
    public static ObjectNode edge(EdgeImpact edge) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("writer", edge.writer())
                        .put("reader", edge.reader())
                        .put("via", edge.via())
                        .put("handler", edge.handler())
                        .put("verdict", edge.verdict().name());
        JsonNode witness = edge.witness();
        if (witness != null) {
            document.set("witness", witness);
        }
        ArrayNode findings = document.putArray("findings");
        edge.findings()
                .forEach(
                        finding ->
                                findings.addObject()
                                        .put("code", finding.code())
                                        .put("pointer", finding.pointer())
                                        .put("message", finding.message()));
        edge.limitations().forEach(document.putArray("limitations")::add);
        if (!edge.steps().isEmpty()) {
            edge.steps().forEach(document.putArray("steps")::add);
        }
        return document.put("fix", edge.fix());
    }

    private static ObjectNode agent(AgentImpact agent) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("agent", agent.agent())
                        .put("state", agent.state().name());
        agent.path().forEach(document.putArray("path")::add);
        return document.put("assumed", agent.assumed());
    }
}
