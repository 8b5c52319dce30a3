package io.graphbus.cli.typing;

import io.graphbus.cli.typing.JsonCursor.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What may come next in JSON, as its schema says. */
record SchemaOffers(JsonNode schema) {

    private static final int DEEPEST = 20;

    /** Something to type and what it is. */
    record Offer(String text, String type) {}

    List<Offer> next(String before) {
        JsonCursor cursor = JsonCursor.at(before);
        JsonNode here = at(cursor);
        return switch (cursor.place()) {
            case START -> starts(here);
            case NAME -> names(here, cursor, "");
            case COLON -> List.of(new Offer(": ", ""));
            case VALUE -> values(here, cursor);
            case AFTER_MEMBER -> afterMember(here, cursor);
            case AFTER_ITEM -> List.of(new Offer(", ", ""), new Offer("]", ""));
            case END -> List.of();
        };
    }

    private List<Offer> starts(JsonNode here) {
        List<Offer> offers = new ArrayList<>();
        here.path("properties")
                .properties()
                .forEach(
                        p ->
                                offers.add(
                                        new Offer(
                                                "{\"" + p.getKey() + "\": ", type(p.getValue()))));
        if (offers.isEmpty()) {
            offers.add(new Offer("{}", ""));
        }
        return offers;
    }

    private List<Offer> names(JsonNode here, JsonCursor cursor, String before) {
        List<Offer> offers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : here.path("properties").properties()) {
            if (!cursor.given().contains(property.getKey())) {
                String text = before + "\"" + property.getKey() + "\": ";
                offers.add(new Offer(text, type(property.getValue())));
            }
        }
        return offers;
    }

    private List<Offer> values(JsonNode value, JsonCursor cursor) {
        if (value.path("enum").isArray()) {
            List<Offer> offers = new ArrayList<>();
            value.path("enum").forEach(e -> offers.add(new Offer(e.toString(), "")));
            return offers;
        }
        return switch (type(value)) {
            case "boolean" -> List.of(new Offer("true", ""), new Offer("false", ""));
            case "string" ->
                    cursor.token().isEmpty() ? List.of(new Offer("\"", "text")) : List.of();
            case "object" -> starts(value);
            case "array" -> List.of(new Offer("[", ""));
            default -> List.of();
        };
    }

    /** After what is still wanted, the end. */
    private List<Offer> afterMember(JsonNode here, JsonCursor cursor) {
        List<Offer> offers = new ArrayList<>(names(here, cursor, ", "));
        Set<String> missing = new TreeSet<>();
        here.path("required").forEach(name -> missing.add(name.asString()));
        missing.removeAll(cursor.given());
        if (missing.isEmpty()) {
            offers.add(new Offer("}", ""));
        }
        return offers;
    }

    /** The schema of the place, through objects, arrays and references. */
    private JsonNode at(JsonCursor cursor) {
        JsonNode here = resolved(schema);
        for (String step : cursor.path()) {
            JsonNode next =
                    step.equals("[]") ? here.path("items") : here.path("properties").path(step);
            boolean isMap = next.isMissingNode() && here.path("additionalProperties").isObject();
            here = resolved(isMap ? here.path("additionalProperties") : next);
        }
        return cursor.place() == Place.VALUE && cursor.path().isEmpty() ? resolved(schema) : here;
    }

    /** Follows references, and of alternatives takes the first that says something. */
    private JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        for (int i = 0; i < DEEPEST; i++) {
            String reference = found.path("$ref").asString("");
            if (reference.startsWith("#/")) {
                found = schema.at(reference.substring(1));
            } else if (found.path("anyOf").isArray() && !found.has("properties")) {
                found = notNull(found.path("anyOf"));
            } else {
                return found;
            }
        }
        return found;
    }

    private static JsonNode notNull(JsonNode alternatives) {
        for (JsonNode alternative : alternatives) {
            if (!alternative.path("type").asString("").equals("null")) {
                return alternative;
            }
        }
        return alternatives.path(0);
    }

    private String type(JsonNode node) {
        JsonNode type = resolved(node).path("type");
        return type.isArray() ? type.path(0).asString("") : type.asString("");
    }
}
