package io.graphbus.diff.edit;

import io.graphbus.diff.edit.Edit.Kind;
import io.graphbus.diff.edit.Edit.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Walks two schemas side by side and takes their difference apart. Used once, by one thread. */
public final class SchemaEdits {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> ANNOTATIONS =
            Set.of(
                    "title",
                    "description",
                    "examples",
                    "$comment",
                    "$schema",
                    "$id",
                    "$anchor",
                    "readOnly",
                    "writeOnly");
    private static final Set<String> OBJECTS = Set.of("properties", "required");
    private static final Set<String> MAPS = Set.of("$defs", "patternProperties");
    private static final Set<String> NESTED = Set.of("items", "additionalProperties");
    private static final Set<String> LISTS = Set.of("allOf", "prefixItems");
    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");
    private static final Set<String> OPEN = Set.of("additionalProperties", "unevaluatedProperties");

    private final List<Edit> edits = new ArrayList<>();

    private SchemaEdits() {}

    /** The differences in the order of the older schema's places; none when both are equal. */
    public static List<Edit> between(JsonNode before, JsonNode after) {
        SchemaEdits walk = new SchemaEdits();
        walk.node(JsonPointer.empty(), before, after);
        return walk.edits;
    }

    private void node(JsonPointer at, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject() || isOtherForm(before, after)) {
            add(Kind.SCHEMA_CHANGED, at, "", before, after, new Setting(at, after));
            return;
        }
        JsonNode type = member(before, "type");
        JsonNode now = member(after, "type");
        if (!same(type, now)) {
            String types = Words.type(type) + " to " + Words.type(now);
            add(Kind.TYPE_CHANGED, at, types, type, now, new Setting(at, after));
            return;
        }
        new ObjectEdits(edits).compare(at, before, after, this::node);
        Set<String> keywords = new TreeSet<>(before.propertyNames());
        keywords.addAll(after.propertyNames());
        keywords.removeAll(OBJECTS);
        keywords.forEach(k -> keyword(at, k, member(before, k), member(after, k)));
    }

    /** Forms that have nothing in common which could be compared part by part. */
    private static boolean isOtherForm(JsonNode before, JsonNode after) {
        return !same(member(before, "$ref"), member(after, "$ref"))
                || before.has("anyOf") != after.has("anyOf")
                || before.has("oneOf") != after.has("oneOf")
                || before.has("allOf") != after.has("allOf");
    }

    private static @Nullable JsonNode member(JsonNode node, String name) {
        return node.get(name);
    }

    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one == null ? other == null : one.equals(other);
    }

    private void keyword(
            JsonPointer at, String name, @Nullable JsonNode before, @Nullable JsonNode after) {
        JsonPointer place = at.appendProperty(name);
        if (same(before, after)) {
            return;
        }
        if (MAPS.contains(name) && before != null && after != null) {
            map(place, before, after);
        } else if (name.equals("$defs")) {
            return;
        } else if (NESTED.contains(name) && isObject(before) && isObject(after)) {
            node(place, orTrue(before), orTrue(after));
        } else if (name.equals("enum") && isArray(before) && isArray(after)) {
            values(place, orTrue(before), orTrue(after));
        } else if (CHOICES.contains(name) && isArray(before) && isArray(after)) {
            choices(place, name, orTrue(before), orTrue(after));
        } else if (LISTS.contains(name) && sameSize(before, after)) {
            list(place, orTrue(before), orTrue(after));
        } else {
            add(kind(name, before, after), place, name, before, after, new Setting(place, after));
        }
    }

    private static JsonNode orTrue(@Nullable JsonNode node) {
        return node == null ? NODES.booleanNode(true) : node;
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node != null && node.isObject();
    }

    private static boolean isArray(@Nullable JsonNode node) {
        return node != null && node.isArray();
    }

    private static boolean sameSize(@Nullable JsonNode before, @Nullable JsonNode after) {
        return isArray(before) && isArray(after) && orTrue(before).size() == orTrue(after).size();
    }

    private static Kind kind(String name, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (ANNOTATIONS.contains(name) || name.startsWith("x-")) {
            return Kind.ANNOTATION_CHANGED;
        }
        if (OPEN.contains(name)) {
            return after != null && after.isBoolean() && !after.booleanValue()
                    ? Kind.UNKNOWN_PROPERTIES_FORBIDDEN
                    : isFalse(before) ? Kind.UNKNOWN_PROPERTIES_ALLOWED : Kind.CONSTRAINT_CHANGED;
        }
        return switch (name) {
            case "default" -> Kind.DEFAULT_CHANGED;
            case "format" -> Kind.FORMAT_CHANGED;
            case "deprecated" -> Kind.DEPRECATION_CHANGED;
            default -> Bounds.kind(name, before, after);
        };
    }

    private static boolean isFalse(@Nullable JsonNode node) {
        return node != null && node.isBoolean() && !node.booleanValue();
    }

    /** What only one of them has is told where it is referred to. */
    private void map(JsonPointer at, JsonNode before, JsonNode after) {
        boolean definitions = at.last().matchesProperty("$defs");
        Set<String> names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        for (String name : names) {
            JsonPointer place = at.appendProperty(name);
            JsonNode old = member(before, name);
            JsonNode now = member(after, name);
            if (old != null && now != null) {
                node(place, old, now);
            } else if (!definitions) {
                Kind kind = old == null ? Kind.CONSTRAINT_TIGHTENED : Kind.CONSTRAINT_LOOSENED;
                add(kind, place, name, old, now, new Setting(place, now));
            }
        }
    }

    private void values(JsonPointer at, JsonNode before, JsonNode after) {
        for (JsonNode value : without(after, before)) {
            ArrayNode more = ((ArrayNode) before.deepCopy()).add(value);
            add(Kind.ENUM_VALUE_ADDED, at, value.toString(), null, value, new Setting(at, more));
        }
        for (JsonNode value : without(before, after)) {
            ArrayNode fewer =
                    NODES.arrayNode().addAll(without(before, NODES.arrayNode().add(value)));
            add(Kind.ENUM_VALUE_REMOVED, at, value.toString(), value, null, new Setting(at, fewer));
        }
    }

    private static List<JsonNode> without(JsonNode all, JsonNode others) {
        Set<JsonNode> known = Set.copyOf(others.valueStream().toList());
        return all.valueStream().filter(v -> !known.contains(v)).distinct().toList();
    }

    /** One variant that was changed is looked into; else they come and go as a whole. */
    private void choices(JsonPointer at, String name, JsonNode before, JsonNode after) {
        List<JsonNode> gone = without(before, after);
        List<JsonNode> fresh = without(after, before);
        if (gone.size() == 1 && fresh.size() == 1) {
            int index = before.valueStream().toList().indexOf(gone.get(0));
            node(at.appendIndex(index), gone.get(0), fresh.get(0));
            return;
        }
        for (JsonNode variant : fresh) {
            ArrayNode more = ((ArrayNode) before.deepCopy()).add(variant);
            add(Kind.VARIANT_ADDED, at, name, null, variant, new Setting(at, more));
        }
        for (JsonNode variant : gone) {
            ArrayNode fewer =
                    NODES.arrayNode().addAll(without(before, NODES.arrayNode().add(variant)));
            add(Kind.VARIANT_REMOVED, at, name, variant, null, new Setting(at, fewer));
        }
    }

    private void list(JsonPointer at, JsonNode before, JsonNode after) {
        for (int i = 0; i < before.size(); i++) {
            node(at.appendIndex(i), before.get(i), after.get(i));
        }
    }

    private void add(
            Kind kind,
            JsonPointer at,
            String name,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            Setting setting) {
        edits.add(new Edit(kind, at, name, before, after, List.of(setting)));
    }
}
