package io.graphbus.server.application;

import io.graphbus.GraphBus;
import io.graphbus.artifact.GraphDocument;
import io.graphbus.contract.AgentContract;
import io.graphbus.schema.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a program with these agents registers. */
public final class Sent {

    private Sent() {}

    /** Graph and contracts of agents, as the engine knows them. */
    public static ObjectNode by(Object... agents) {
        try (GraphBus bus = GraphBus.of(agents)) {
            ObjectNode sent = JsonNodeFactory.instance.objectNode();
            sent.set("graph", GraphDocument.write(bus.graph()));
            ArrayNode contracts = sent.putArray("contracts");
            bus.graph().agents().stream()
                    .map(AgentContract::of)
                    .map(contract -> Json.MAPPER.readTree(contract.document()))
                    .forEach(contracts::add);
            return sent;
        }
    }

    /** The same from one running copy. */
    public static ObjectNode from(String instance, String refresh, JsonNode sent) {
        ObjectNode copy = (ObjectNode) sent.deepCopy();
        copy.putObject("instance").put("id", instance).put("refresh", refresh);
        return copy;
    }

    /** Nothing but names: one agent and a draft contract of it. */
    public static String minimal(String agent) {
        return contract(agent, "1.0.0", "draft", "{}");
    }

    /** One agent with a contract that promises these methods. */
    public static String contract(String agent, String version, String stability, String methods) {
        return """
        {"graph": {"nodes": [{"name": "%1$s"}]},
         "contracts": [{"agent": "%1$s", "version": "%2$s", "stability": "%3$s", "methods": %4$s}]}
        """
                .formatted(agent, version, stability, methods);
    }
}
