package io.graphbus.contract;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays what somebody wrote of a contract over what the code says. */
final class WrittenParts {

    private static final String HANDLER = "handler";

    private WrittenParts() {}

    /** The contract with all that was written; schemas are taken whole. */
    static ObjectNode merged(ObjectNode contract, JsonNode written) {
        for (Map.Entry<String, JsonNode> section : written.properties()) {
            JsonNode present = contract.get(section.getKey());
            if (!(present instanceof ObjectNode entries)) {
                contract.set(section.getKey(), section.getValue());
                continue;
            }
            section.getValue()
                    .properties()
                    .forEach(entry -> merge(entries, entry.getKey(), entry.getValue()));
        }
        return contract;
    }

    private static void merge(ObjectNode entries, String name, JsonNode written) {
        JsonNode present = entries.get(name);
        if (present == null) {
            entries.set(name, written);
        } else if (present.isArray()) {
            present.forEach(handler -> merge(handler, written));
        } else {
            merge(present, written);
        }
    }

    /** One of several handlers, or the only one. */
    private static void merge(JsonNode present, JsonNode written) {
        Iterable<JsonNode> all = written.isArray() ? written : List.of(written);
        for (JsonNode one : all) {
            String handler = present.path(HANDLER).asString("");
            if (present instanceof ObjectNode object
                    && one instanceof ObjectNode said
                    && said.path(HANDLER).asString(handler).equals(handler)) {
                object.setAll(said);
            }
        }
    }
}
