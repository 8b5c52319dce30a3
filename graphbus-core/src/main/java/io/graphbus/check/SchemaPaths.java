package io.graphbus.check;

import io.graphbus.problem.Nearest;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Follows JSON Pointers into what a schema describes. */
public final class SchemaPaths {

    private SchemaPaths() {}

    /** What is not there, and what is. */
    record Lack(String message, String hint) {

        private String text() {
            return hint.isEmpty() ? message : message + ". " + hint;
        }
    }

    /**
     * What is wrong with a pointer into values of the schema; empty when it leads somewhere, or may
     * do so.
     */
    public static Optional<String> fault(Schema schema, String pointer) {
        return lack(schema, pointer).map(Lack::text);
    }

    /** What a pointer into values of the schema misses. */
    static Optional<Lack> lack(Schema schema, String pointer) {
        List<JsonNode> here = choices(schema.json(), schema.json());
        String path = "";
        for (String step : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : here) {
                Optional<JsonNode> member = member(node, name);
                if (member.isPresent()) {
                    next.addAll(choices(member.get(), schema.json()));
                }
            }
            if (next.isEmpty()) {
                return Optional.of(lacking(here, path, name));
            }
            here = next;
            path += "/" + step;
        }
        return Optional.empty();
    }

    /** The schema of a member, or one that accepts all where members are not known. */
    private static Optional<JsonNode> member(JsonNode node, String name) {
        if (node.path("properties").has(name)) {
            return Optional.of(node.path("properties").path(name));
        }
        if (node.has("items")) {
            return name.matches("[0-9]+") ? Optional.of(node.path("items")) : Optional.empty();
        }
        boolean isClosed = node.has("properties") && !node.has("additionalProperties");
        boolean isScalar =
                node.path("type").isString()
                        && !node.path("type").asString().matches("object|array");
        return isClosed || isScalar ? Optional.empty() : Optional.of(Schema.ANY.json());
    }

    private static Lack lacking(List<JsonNode> here, String path, String name) {
        TreeSet<String> known = new TreeSet<>();
        here.forEach(node -> known.addAll(node.path("properties").propertyNames()));
        String place = path.isEmpty() ? "the payload" : path;
        return known.isEmpty()
                ? new Lack(place + " has no members", "")
                : new Lack(
                        place + " has no \"" + name + "\"", Nearest.hint(name, "members", known));
    }

    /** The node with its reference followed, or the choices of its {@code anyOf}. */
    static List<JsonNode> choices(JsonNode node, JsonNode document) {
        List<JsonNode> found = new ArrayList<>();
        collect(node, document, found, 0);
        return found;
    }

    private static void collect(JsonNode node, JsonNode document, List<JsonNode> found, int depth) {
        if (depth < 20 && node.path("$ref").isString()) {
            collect(target(node.path("$ref").asString(), document), document, found, depth + 1);
        } else if (depth < 20 && choice(node) instanceof ArrayNode choices) {
            choices.forEach(choice -> collect(choice, document, found, depth + 1));
        } else {
            found.add(node);
        }
    }

    private static JsonNode choice(JsonNode node) {
        return node.has("anyOf") ? node.path("anyOf") : node.path("oneOf");
    }

    private static JsonNode target(String reference, JsonNode document) {
        JsonNode target = reference.equals("#") ? document : document.at(reference.substring(1));
        return target.isMissingNode() ? Schema.ANY.json() : target;
    }
}
