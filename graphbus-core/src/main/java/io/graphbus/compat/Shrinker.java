package io.graphbus.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a value smaller as long as it stays one of those that are looked for. */
final class Shrinker {

    private static final int TRIES = 200;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Predicate<JsonNode> wanted;
    private int tries = TRIES;

    private Shrinker(Predicate<JsonNode> wanted) {
        this.wanted = wanted;
    }

    static JsonNode shrink(JsonNode value, Predicate<JsonNode> wanted) {
        Shrinker shrinker = new Shrinker(wanted);
        JsonNode smallest = value;
        boolean smaller = true;
        while (smaller && shrinker.tries > 0) {
            smaller = false;
            for (JsonNode next : smaller(smallest)) {
                if (shrinker.tries-- > 0 && wanted.test(next)) {
                    smallest = next;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Values that are a step smaller, the boldest first. */
    private static List<JsonNode> smaller(JsonNode value) {
        List<JsonNode> found = new ArrayList<>();
        if (value instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                ObjectNode less = object.deepCopy();
                less.remove(name);
                found.add(less);
            }
            for (var member : object.properties()) {
                for (JsonNode less : smaller(member.getValue())) {
                    ObjectNode copy = object.deepCopy();
                    copy.set(member.getKey(), less);
                    found.add(copy);
                }
            }
        } else if (value instanceof ArrayNode array) {
            items(array, found);
        } else if (value.isString() && value.stringValue().length() > 1) {
            String text = value.stringValue();
            found.add(NODES.stringNode(text.substring(0, text.length() / 2)));
            found.add(NODES.stringNode(text.substring(1)));
        }
        return found;
    }

    private static void items(ArrayNode array, List<JsonNode> found) {
        for (int i = 0; i < array.size(); i++) {
            ArrayNode less = array.deepCopy();
            less.remove(i);
            found.add(less);
        }
        for (int i = 0; i < array.size(); i++) {
            for (JsonNode item : smaller(array.get(i))) {
                ArrayNode copy = array.deepCopy();
                copy.set(i, item);
                found.add(copy);
            }
        }
    }
}
