package io.graphbus.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts schemas into larger documents: their definitions move to the top, and what pointed to their
 * root follows them.
 */
public final class Composition {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DEFINITIONS = "$defs";
    private static final String REFERENCE = "$ref";

    private final TreeMap<String, JsonNode> definitions = new TreeMap<>();

    Composition() {}

    /** What is accepted by at least one of the schemas. */
    public static Schema anyOf(List<Schema> schemas) {
        List<Schema> distinct = schemas.stream().distinct().toList();
        if (distinct.isEmpty() || distinct.contains(Schema.ANY)) {
            return Schema.ANY;
        }
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        Composition composition = new Composition();
        ArrayNode choices = NODES.arrayNode();
        for (int i = 0; i < distinct.size(); i++) {
            choices.add(composition.embed(distinct.get(i), "choice" + i));
        }
        ObjectNode result = composition.document();
        result.set("anyOf", choices);
        return new Schema(result);
    }

    /**
     * The schema for use in this document; {@code name} is given to its root if it refers to it.
     */
    JsonNode embed(Schema schema, String name) {
        if (!(schema.json() instanceof ObjectNode)) {
            return schema.json();
        }
        boolean recursive = refersToRoot(schema.json());
        ObjectNode body =
                (ObjectNode)
                        (recursive
                                ? redirected(schema.json(), "#/" + DEFINITIONS + "/" + name)
                                : schema.json().deepCopy());
        JsonNode own = body.remove(DEFINITIONS);
        if (own != null) {
            own.properties().forEach(e -> definitions.put(e.getKey(), e.getValue()));
        }
        if (!recursive) {
            return body;
        }
        definitions.put(name, body);
        return NODES.objectNode().put(REFERENCE, "#/" + DEFINITIONS + "/" + name);
    }

    /** A new document with the definitions collected so far. */
    ObjectNode document() {
        ObjectNode document = NODES.objectNode();
        if (!definitions.isEmpty()) {
            ObjectNode all = document.putObject(DEFINITIONS);
            for (Map.Entry<String, JsonNode> e : definitions.entrySet()) {
                all.set(e.getKey(), e.getValue());
            }
        }
        return document;
    }

    private static boolean isRoot(JsonNode reference) {
        return reference != null && reference.isString() && reference.stringValue().equals("#");
    }

    private static boolean refersToRoot(JsonNode node) {
        if (isRoot(node.get(REFERENCE))) {
            return true;
        }
        for (JsonNode child : node) {
            if (refersToRoot(child)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode redirected(JsonNode node, String target) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = NODES.objectNode();
            object.properties()
                    .forEach(e -> result.set(e.getKey(), redirected(e.getValue(), target)));
            return isRoot(object.get(REFERENCE)) ? result.put(REFERENCE, target) : result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = NODES.arrayNode();
            array.forEach(item -> result.add(redirected(item, target)));
            return result;
        }
        return node;
    }
}
