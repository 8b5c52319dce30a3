package io.graphbus.migration.draft;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Operations that lead from one schema to another as far as the schemas tell.
 *
 * @param operations as a migration's document has them
 * @param open what was guessed and has to be looked at, in words that name the place
 */
public record Draft(ArrayNode operations, List<String> open) {

    public Draft {
        open = List.copyOf(open);
    }

    /** The draft for two JSON Schemas. */
    public static Draft between(JsonNode before, JsonNode after) {
        List<String> open = new ArrayList<>();
        ArrayNode operations = new Drafter(before, after, open).operations();
        return new Draft(operations, open);
    }
}
