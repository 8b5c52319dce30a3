package io.graphbus.server.migration;

import io.graphbus.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Where two documents differ. For one thread. */
final class DocumentDifference {

    private static final int MOST = 20;
    private static final int SHOWN = 200;

    private final List<Violation> found = new ArrayList<>();

    private DocumentDifference() {}

    /** Each place with what stands there, the first twenty. */
    static List<Violation> between(JsonNode kept, JsonNode sent) {
        DocumentDifference difference = new DocumentDifference();
        difference.compare(kept, sent, "");
        return List.copyOf(difference.found);
    }

    private void compare(JsonNode kept, JsonNode sent, String at) {
        if (kept.isObject() && sent.isObject()) {
            TreeSet<String> names = new TreeSet<>(kept.propertyNames());
            names.addAll(sent.propertyNames());
            names.forEach(
                    n ->
                            compare(
                                    kept.path(n),
                                    sent.path(n),
                                    at + "/" + n.replace("~", "~0").replace("/", "~1")));
        } else if (kept.isArray() && sent.isArray()) {
            for (int i = 0; i < Math.max(kept.size(), sent.size()); i++) {
                compare(kept.path(i), sent.path(i), at + "/" + i);
            }
        } else if (!kept.equals(sent) && found.size() < MOST) {
            found.add(new Violation(at, "registered: " + words(kept) + ", sent: " + words(sent)));
        }
    }

    private static String words(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
