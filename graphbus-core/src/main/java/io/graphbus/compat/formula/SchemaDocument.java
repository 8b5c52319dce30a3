package io.graphbus.compat.formula;

import io.graphbus.schema.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** One schema with what its references point to inside of it. */
final class SchemaDocument {

    private final JsonNode root;
    private final boolean severalResources;

    SchemaDocument(JsonNode root) {
        this.root = root;
        this.severalResources = hasIdBelow(root);
    }

    JsonNode root() {
        return root;
    }

    /**
     * Whether it is written in a dialect before 2020-12, with a list of schemas in {@code items}.
     */
    boolean hasItemLists() {
        String dialect = root.path("$schema").asString("");
        return dialect.contains("draft-0") || dialect.contains("2019-09");
    }

    /** Whether what stands beside a reference is ignored, as before 2019-09. */
    boolean hasLonelyReferences() {
        return root.path("$schema").asString("").contains("draft-0");
    }

    /** What a reference points to; {@code null} when that is not known here. */
    @Nullable JsonNode target(String reference) {
        if (severalResources) {
            return null;
        }
        String id = root.path("$id").asString("");
        String local = !id.isEmpty() && reference.startsWith(id) ? rest(reference, id) : reference;
        if (local.isEmpty() || local.equals("#")) {
            return root;
        }
        if (local.startsWith("#/")) {
            return pointed(local.substring(1));
        }
        return local.startsWith("#") ? anchored(root, local.substring(1)) : null;
    }

    private static String rest(String reference, String id) {
        return reference.substring(id.endsWith("#") ? id.length() - 1 : id.length());
    }

    private @Nullable JsonNode pointed(String pointer) {
        try {
            String decoded = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
            JsonNode found = root.at(JsonPointer.compile(decoded));
            return found.isObject() || found.isBoolean() ? found : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable JsonNode anchored(JsonNode node, String anchor) {
        if (node.path("$anchor").asString("").equals(anchor)
                || node.path("$dynamicAnchor").asString("").equals(anchor)
                || node.path("$id").asString("").equals("#" + anchor)) {
            return node;
        }
        for (JsonNode child : node) {
            JsonNode found = child.isContainer() ? anchored(child, anchor) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean hasIdBelow(JsonNode node) {
        for (JsonNode child : node) {
            if (child.isContainer()
                    && (child.path("$id").isString()
                                    && !child.path("$id").asString().startsWith("#")
                            || hasIdBelow(child))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A text that two references of two documents have in common only when what they point to, and
     * what that points to in turn, is the same.
     */
    String key(String reference) {
        TreeMap<String, String> closure = new TreeMap<>();
        ArrayDeque<String> open = new ArrayDeque<>();
        open.add(reference);
        while (!open.isEmpty()) {
            String next = open.poll();
            JsonNode target = target(next);
            if (!closure.containsKey(next)) {
                closure.put(next, target == null ? "" : Json.canonical(target));
                if (target != null) {
                    references(target, open);
                }
            }
        }
        return reference
                + " "
                + Json.sha256(
                        (hasItemLists() + closure.toString()).getBytes(StandardCharsets.UTF_8));
    }

    private static void references(JsonNode node, ArrayDeque<String> found) {
        JsonNode reference = node.path("$ref");
        if (reference.isString()) {
            found.add(reference.stringValue());
        }
        for (JsonNode child : node) {
            if (child.isContainer()) {
                references(child, found);
            }
        }
    }
}
