package io.graphbus.contract;

import io.graphbus.schema.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Where two contract documents differ. */
final class ContractChanges {

    private static final int SHOWN = 5;

    private ContractChanges() {}

    /** JSON Pointers of the differences, sorted; at most five and then how many more. */
    static List<String> between(String before, String after) {
        List<String> changes = new ArrayList<>();
        collect("", Json.MAPPER.readTree(before), Json.MAPPER.readTree(after), changes);
        if (changes.size() <= SHOWN) {
            return changes;
        }
        List<String> first = new ArrayList<>(changes.subList(0, SHOWN));
        first.add((changes.size() - SHOWN) + " more places");
        return first;
    }

    private static void collect(String at, JsonNode before, JsonNode after, List<String> changes) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            changes.add(at.isEmpty() ? "/" : at);
            return;
        }
        TreeSet<String> names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        for (String name : names) {
            String below = at + "/" + name.replace("~", "~0").replace("/", "~1");
            collect(below, member(before, name), member(after, name), changes);
        }
    }

    private static JsonNode member(JsonNode node, String name) {
        JsonNode member = node.get(name);
        return member == null ? MissingNode.getInstance() : member;
    }
}
