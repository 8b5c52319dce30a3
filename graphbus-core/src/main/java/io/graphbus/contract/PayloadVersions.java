package io.graphbus.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.model.AgentDefinition;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The versions of published payloads. A payload has the version of the contract that gave it its
 * form, so that a contract that changes elsewhere leaves the events of its agent as they are.
 */
final class PayloadVersions {

    private static final String PUBLISHES = "publishes";
    private static final String PAYLOAD = "payload";
    private static final String VERSION = "version";

    private PayloadVersions() {}

    /** Those of an agent, by topic, where they are not its contract's. */
    static Map<String, Version> older(AgentDefinition agent, List<StoredContract> registered) {
        Map<String, Version> older = new HashMap<>();
        if (!agent.publishes().isEmpty()) {
            AgentContract contract = AgentContract.of(agent.withPayloads(Map.of()));
            JsonNode settled = Json.MAPPER.readTree(settled(contract, registered).document());
            settled.path(PUBLISHES)
                    .properties()
                    .forEach(
                            e -> {
                                Version version = Version.of(e.getValue().path(VERSION).asString());
                                if (!version.equals(contract.version())) {
                                    older.put(e.getKey(), version);
                                }
                            });
        }
        return older;
    }

    /**
     * The contract with the versions of its payloads. One that says another version than its own
     * for a payload keeps it.
     *
     * @param registered all versions of the agent, the oldest first
     */
    static AgentContract settled(AgentContract contract, List<StoredContract> registered) {
        Optional<JsonNode> before = before(contract, registered);
        JsonNode tree = Json.MAPPER.readTree(contract.document());
        if (!(tree.path(PUBLISHES) instanceof ObjectNode publishes)) {
            return contract;
        }
        String own = contract.version().text();
        for (Map.Entry<String, JsonNode> topic : publishes.properties()) {
            if (topic.getValue() instanceof ObjectNode entry
                    && entry.path(VERSION).asString(own).equals(own)) {
                entry.put(VERSION, before.flatMap(b -> kept(b, topic.getKey(), entry)).orElse(own));
            }
        }
        return AgentContract.read(tree);
    }

    /** What promised something before, and is not replaced by the contract. */
    private static Optional<JsonNode> before(
            AgentContract contract, List<StoredContract> registered) {
        return registered.stream()
                .filter(c -> c.stability() != Stability.DRAFT)
                .filter(c -> !c.version().equals(contract.version()))
                .filter(c -> c.version().compareTo(contract.version()) <= 0)
                .reduce((older, newer) -> newer)
                .map(c -> Json.MAPPER.readTree(c.document()));
    }

    private static Optional<String> kept(JsonNode before, String topic, ObjectNode now) {
        JsonNode was = before.path(PUBLISHES).path(topic);
        String version = was.path(VERSION).asString("");
        boolean same =
                Json.sorted(was.path(PAYLOAD)).equals(Json.sorted(now.path(PAYLOAD)))
                        && Version.isValid(version);
        return same ? Optional.of(version) : Optional.empty();
    }

    /** Whether two contracts say the same but for versions of payloads. */
    static boolean isSame(String document, String other) {
        return without(document).equals(without(other));
    }

    private static JsonNode without(String document) {
        JsonNode tree = Json.MAPPER.readTree(document);
        tree.path(PUBLISHES)
                .forEach(
                        entry -> {
                            if (entry instanceof ObjectNode object) {
                                object.remove(VERSION);
                            }
                        });
        return Json.sorted(tree);
    }
}
