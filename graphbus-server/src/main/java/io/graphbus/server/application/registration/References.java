package io.graphbus.server.application.registration;

import io.graphbus.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Schemas that refer to other documents. A registered schema must be whole: nobody fetches the rest
 * from wherever its sender says.
 */
final class References {

    /** Keywords whose values are data, not schemas. */
    private static final Set<String> DATA =
            Set.of("default", "const", "enum", "examples", "example");

    private final List<Violation> found = new ArrayList<>();

    private References() {}

    static List<Violation> outside(JsonNode tree) {
        var references = new References();
        references.look("", tree);
        return references.found;
    }

    private void look(String at, JsonNode node) {
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(at + "/" + i, node.get(i));
        }
        if (node.isObject()) {
            node.forEachEntry(
                    (name, value) ->
                            member(at + "/" + RegistrationFaults.escaped(name), name, value));
        }
    }

    private void member(String at, String name, JsonNode value) {
        if (isReference(name) && value.isString() && !value.stringValue().startsWith("#")) {
            found.add(new Violation(at, "refers to another document; only # references are taken"));
        } else if (!DATA.contains(name)) {
            look(at, value);
        }
    }

    private static boolean isReference(String name) {
        return name.equals("$ref") || name.equals("$dynamicRef");
    }
}
