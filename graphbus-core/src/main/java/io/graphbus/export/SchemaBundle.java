package io.graphbus.export;

import io.graphbus.schema.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of many documents in one: their definitions move to one place and are shared where they
 * are the same, references follow. Two of one name that differ get two names. Used by one thread.
 */
final class SchemaBundle {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LOCAL = "#/$defs/";
    private static final String REFERENCE = "$ref";
    private static final String ROOT = "#";

    private final String place;
    private final boolean lonelyReferences;
    private final TreeMap<String, JsonNode> definitions = new TreeMap<>();
    private final Map<String, Map<String, JsonNode>> origins = new HashMap<>();

    /**
     * An empty one.
     *
     * @param place where definitions are found, such as {@code #/$defs/}
     * @param lonelyReferences whether readers ignore what stands beside a reference, as those of
     *     draft 7 do
     */
    SchemaBundle(String place, boolean lonelyReferences) {
        this.place = place;
        this.lonelyReferences = lonelyReferences;
    }

    /** Keeps names for what is put under them later. */
    void reserve(Set<String> names) {
        names.forEach(name -> origins.put(name, Map.of()));
    }

    /** Puts the schema itself under a name that was reserved. */
    void put(String name, Schema schema) {
        definitions.put(name, rewritten(schema, name));
    }

    /** The schema for use anywhere in the document; a root that refers to itself gets the name. */
    JsonNode inline(Schema schema, String name) {
        if (!closure(schema.json(), schema.json()).containsKey(ROOT)) {
            return rewritten(schema, name);
        }
        String own = named(name, ROOT, schema.json());
        definitions.putIfAbsent(own, rewritten(schema, own));
        return NODES.objectNode().put(REFERENCE, target(own, ""));
    }

    ObjectNode definitions() {
        ObjectNode all = NODES.objectNode();
        definitions.forEach(all::set);
        return all;
    }

    private JsonNode rewritten(Schema schema, String rootName) {
        JsonNode document = schema.json();
        if (document.isBoolean()) {
            return lonelyReferences ? asObject(document.booleanValue()) : document;
        }
        Map<String, String> names = new HashMap<>();
        document.path("$defs")
                .propertyNames()
                .forEach(name -> names.put(name, named(name, name, document)));
        UnaryOperator<String> target = reference -> target(reference, names, rootName);
        for (Map.Entry<String, JsonNode> e : document.path("$defs").properties()) {
            String name = names.get(e.getKey());
            if (!definitions.containsKey(name)) {
                definitions.put(name, copy(e.getValue(), target));
            }
        }
        ObjectNode body = ((ObjectNode) document).objectNode();
        document.properties().stream()
                .filter(e -> !e.getKey().equals("$defs"))
                .forEach(e -> body.set(e.getKey(), e.getValue()));
        return copy(body, target);
    }

    /** AsyncAPI wants objects for schemas of everything and of nothing. */
    private static ObjectNode asObject(boolean everything) {
        ObjectNode schema = NODES.objectNode();
        if (!everything) {
            schema.putObject("not");
        }
        return schema;
    }

    /** The name under which a definition of a document is known to all. */
    private String named(String wish, String definition, JsonNode document) {
        Map<String, JsonNode> origin = new TreeMap<>(closure(body(definition, document), document));
        origin.put(definition.equals(ROOT) ? ROOT : LOCAL, body(definition, document));
        String clean = Names.clean(wish);
        for (int i = 1; ; i++) {
            String name = i == 1 ? clean : clean + "-" + i;
            Map<String, JsonNode> known = origins.putIfAbsent(name, origin);
            if (known == null || known.equals(origin)) {
                return name;
            }
        }
    }

    /** The definitions that can be reached, the root's too. */
    private static Map<String, JsonNode> closure(JsonNode start, JsonNode document) {
        Map<String, JsonNode> reached = new HashMap<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            JsonNode node = open.remove();
            JsonNode reference = node.get(REFERENCE);
            if (reference != null && reference.isString()) {
                String name = definition(reference.stringValue());
                JsonNode body = body(name, document);
                if (reached.put(name, body) == null) {
                    open.add(body);
                }
            }
            node.properties().stream()
                    .filter(e -> !e.getKey().equals("$defs"))
                    .forEach(e -> open.add(e.getValue()));
            if (node.isArray()) {
                node.forEach(open::add);
            }
        }
        return reached;
    }

    private static JsonNode body(String definition, JsonNode document) {
        return definition.equals(ROOT) ? document : document.path("$defs").path(definition);
    }

    /** The definition that a reference leads into; the root for all other places. */
    private static String definition(String reference) {
        return reference.startsWith(LOCAL)
                ? reference.substring(LOCAL.length()).split("/", 2)[0]
                : ROOT;
    }

    private String target(String reference, Map<String, String> names, String rootName) {
        String definition = definition(reference);
        String known = names.get(definition);
        return known == null
                ? target(rootName, reference.substring(1))
                : target(known, reference.substring(LOCAL.length() + definition.length()));
    }

    private String target(String name, String rest) {
        return place + name.replace("~", "~0").replace("/", "~1") + rest;
    }

    private JsonNode copy(JsonNode node, UnaryOperator<String> target) {
        if (node instanceof ArrayNode array) {
            ArrayNode result = NODES.arrayNode();
            array.forEach(item -> result.add(copy(item, target)));
            return result;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode result = NODES.objectNode();
        object.properties().forEach(e -> result.set(e.getKey(), copy(e.getValue(), target)));
        if (object.get(REFERENCE) instanceof JsonNode reference && reference.isString()) {
            refer(result, target.apply(reference.stringValue()));
        }
        return result;
    }

    private void refer(ObjectNode object, String target) {
        if (!lonelyReferences || object.size() == 1) {
            object.put(REFERENCE, target);
            return;
        }
        object.remove(REFERENCE);
        ArrayNode all = object.withArrayProperty("allOf");
        all.addObject().put(REFERENCE, target);
    }
}
