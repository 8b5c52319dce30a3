package io.graphbus.migration.draft;

import io.graphbus.migration.operation.Pointer;
import io.graphbus.problem.Nearest;
import io.graphbus.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Walks two schemas and writes down what leads from one to the other. For one thread. */
final class Drafter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean");
    private static final int DEPTH = 8;

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> open;

    Drafter(JsonNode before, JsonNode after, List<String> open) {
        this.before = before;
        this.after = after;
        this.open = open;
    }

    ArrayNode operations() {
        ArrayNode operations = NODES.arrayNode();
        members(before, after, "", operations, 0);
        return operations;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        String reference = schema.path("$ref").asString("");
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
    }

    private void members(
            JsonNode older, JsonNode newer, String at, ArrayNode operations, int depth) {
        Side left = new Side(resolved(older, before), before);
        Side right = new Side(resolved(newer, after), after);
        TreeSet<String> removed = left.without(right);
        TreeSet<String> added = right.without(left);
        for (String name : List.copyOf(removed)) {
            Optional<String> twin = twin(name, left, right, added);
            twin.ifPresent(
                    to -> {
                        operations.add(operation("rename", at + part(name)).put("to", to));
                        open.add("Is " + at + part(name) + " really " + to + " now?");
                        removed.remove(name);
                        added.remove(to);
                    });
        }
        removed.forEach(name -> drop(left, name, at, operations));
        added.stream()
                .filter(right::requires)
                .forEach(name -> add("add", right, name, at, operations));
        if (depth < DEPTH) {
            left.common(right)
                    .forEach(name -> change(left, right, name, new Place(at, operations, depth)));
        }
    }

    private record Place(String at, ArrayNode operations, int depth) {}

    /** One side's members. */
    private record Side(JsonNode schema, JsonNode root) {

        TreeSet<String> names() {
            return new TreeSet<>(schema.path("properties").propertyNames());
        }

        TreeSet<String> without(Side other) {
            TreeSet<String> names = names();
            names.removeAll(other.names());
            return names;
        }

        TreeSet<String> common(Side other) {
            TreeSet<String> names = names();
            names.retainAll(other.names());
            return names;
        }

        JsonNode member(String name) {
            return resolved(schema.path("properties").path(name), root);
        }

        boolean requires(String name) {
            return schema.path("required").valueStream().anyMatch(n -> n.asString("").equals(name));
        }
    }

    private static String part(String name) {
        return Pointer.escaped(name);
    }

    /** An added member like a removed one; of several the one with the nearest name. */
    private static Optional<String> twin(String name, Side left, Side right, Set<String> added) {
        List<String> alike =
                added.stream()
                        .filter(to -> isAlike(left.member(name), right.member(to)))
                        .filter(to -> left.requires(name) == right.requires(to))
                        .toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Nearest.to(name, alike);
    }

    private static boolean isAlike(JsonNode left, JsonNode right) {
        return !left.isMissingNode() && Json.canonical(left).equals(Json.canonical(right));
    }

    private static ObjectNode operation(String name, String path) {
        return NODES.objectNode().put("op", name).put("path", path);
    }

    private void drop(Side side, String name, String at, ArrayNode operations) {
        ObjectNode drop = operation("drop", at + part(name));
        if (side.requires(name)) {
            drop.set("restore", value(side.member(name)));
            open.add("What stands in " + at + part(name) + " on the way back?");
        } else {
            drop.put("optional", true);
        }
        operations.add(drop);
    }

    private void add(String word, Side side, String name, String at, ArrayNode operations) {
        JsonNode member = side.member(name);
        operations.add(operation(word, at + part(name)).set("value", value(member)));
        if (!member.has("default")) {
            open.add("What is " + at + part(name) + " where it was not known?");
        }
    }

    private static JsonNode value(JsonNode schema) {
        for (String keyword : List.of("default", "const")) {
            if (schema.has(keyword)) {
                return schema.path(keyword).deepCopy();
            }
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").path(0).deepCopy();
        }
        return switch (schema.path("type").asString("")) {
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(0));
            case "boolean" -> NODES.booleanNode(false);
            case "array" -> NODES.arrayNode();
            case "object" -> NODES.objectNode();
            default -> NODES.stringNode("");
        };
    }

    private void change(Side left, Side right, String name, Place place) {
        JsonNode older = left.member(name);
        JsonNode newer = right.member(name);
        String at = place.at + part(name);
        String from = older.path("type").asString("");
        String to = newer.path("type").asString("");
        if (!from.equals(to) && SCALARS.contains(from) && SCALARS.contains(to)) {
            place.operations.add(operation("convert", at).put("from", from).put("to", to));
        } else if (!older.path("enum").isEmpty() && !newer.path("enum").isEmpty()) {
            words(older.path("enum"), newer.path("enum"), at, place.operations);
        } else if (older.has("properties") && newer.has("properties")) {
            members(older, newer, at, place.operations, place.depth + 1);
        } else if (older.path("items").isObject() && newer.path("items").isObject()) {
            ArrayNode each = NODES.arrayNode();
            members(older.path("items"), newer.path("items"), "", each, place.depth + 1);
            if (!each.isEmpty()) {
                place.operations.add(operation("each", at).set("do", each));
            }
        }
        if (right.requires(name) && !left.requires(name)) {
            add("fill", right, name, place.at, place.operations);
        }
    }

    private void words(JsonNode older, JsonNode newer, String at, ArrayNode operations) {
        List<String> known = newer.valueStream().map(n -> n.asString("")).toList();
        ObjectNode values = NODES.objectNode();
        for (JsonNode word : older) {
            String text = word.asString("");
            if (word.isString() && !known.contains(text)) {
                values.put(text, Nearest.to(text, known).orElse(known.getFirst()));
                open.add("What is \"" + text + "\" in " + at + " now?");
            }
        }
        if (!values.isEmpty()) {
            operations.add(operation("mapEnum", at).set("values", values));
        }
    }
}
