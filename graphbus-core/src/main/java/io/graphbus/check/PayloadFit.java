package io.graphbus.check;

import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Whether what one end sends can be what the other end takes. Only what can never fit is a misfit:
 * a missing member that is required, or another JSON type. Not for use by several threads at once.
 */
final class PayloadFit {

    private static final int DEPTH = 12;

    private final Map<Schema, Map<Schema, Optional<String>>> known = new IdentityHashMap<>();

    /** Why no payload of one schema has the other; empty when some may. */
    Optional<String> misfit(Schema sent, Schema wanted) {
        return known.computeIfAbsent(sent, s -> new IdentityHashMap<>())
                .computeIfAbsent(wanted, w -> new Comparison(sent, w).misfit());
    }

    /** Two documents, whose references are their own. */
    private record Comparison(Schema sent, Schema wanted) {

        Optional<String> misfit() {
            return misfit(sent.json(), wanted.json(), "", 0);
        }

        private Optional<String> misfit(JsonNode from, JsonNode to, String path, int depth) {
            if (depth > DEPTH) {
                return Optional.empty();
            }
            List<JsonNode> senders = SchemaPaths.choices(from, sent.json());
            List<JsonNode> takers = SchemaPaths.choices(to, wanted.json());
            Optional<String> first = Optional.empty();
            for (JsonNode sender : senders) {
                for (JsonNode taker : takers) {
                    Optional<String> misfit = single(sender, taker, path, depth);
                    if (misfit.isEmpty()) {
                        return misfit;
                    }
                    first = first.isEmpty() ? misfit : first;
                }
            }
            return first;
        }

        private Optional<String> single(JsonNode from, JsonNode to, String path, int depth) {
            Set<String> sends = types(from);
            Set<String> takes = types(to);
            if (!sends.isEmpty() && !takes.isEmpty() && sends.stream().noneMatch(in(takes))) {
                String what = path.isEmpty() ? "JSON of type " : path + " as ";
                return Optional.of(
                        "takes "
                                + what
                                + String.join(" or ", takes)
                                + ", but is sent "
                                + String.join(" or ", sends));
            }
            return enums(from, to, path)
                    .or(() -> missing(from, to, path))
                    .or(() -> members(from, to, path, depth))
                    .or(() -> items(from, to, path, depth));
        }

        private static Set<String> types(JsonNode schema) {
            JsonNode type = schema.path("type");
            return type.isString() ? Set.of(type.asString()) : texts(type);
        }

        /** A number may be a whole one. */
        private static Predicate<String> in(Set<String> takes) {
            return type ->
                    takes.contains(type) || (type.equals("integer") && takes.contains("number"));
        }

        private static Optional<String> enums(JsonNode from, JsonNode to, String path) {
            Set<String> sends = texts(from.path("enum"));
            Set<String> takes = texts(to.path("enum"));
            boolean strange =
                    !sends.isEmpty()
                            && !takes.isEmpty()
                            && sends.stream().noneMatch(takes::contains);
            return strange
                    ? Optional.of("knows none of the values that are sent" + in(path))
                    : Optional.empty();
        }

        private Optional<String> missing(JsonNode from, JsonNode to, String path) {
            if (!closed(from)) {
                return Optional.empty();
            }
            List<String> lacking = new ArrayList<>();
            for (String name : texts(to.path("required"))) {
                if (!from.path("properties").has(name)) {
                    lacking.add(name);
                }
            }
            return lacking.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "needs "
                                    + String.join(", ", lacking)
                                    + in(path)
                                    + ", which is not sent");
        }

        /** Whether the sender's members are all known: those of a record or a class. */
        private static boolean closed(JsonNode schema) {
            return schema.has("properties")
                    && !schema.has("additionalProperties")
                    && !schema.has("allOf");
        }

        private Optional<String> members(JsonNode from, JsonNode to, String path, int depth) {
            JsonNode sends = from.path("properties");
            for (Map.Entry<String, JsonNode> wantedMember : to.path("properties").properties()) {
                JsonNode member = sends.path(wantedMember.getKey());
                if (!member.isMissingNode()) {
                    Optional<String> misfit =
                            misfit(
                                    member,
                                    wantedMember.getValue(),
                                    path + "/" + wantedMember.getKey(),
                                    depth + 1);
                    if (misfit.isPresent()) {
                        return misfit;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<String> items(JsonNode from, JsonNode to, String path, int depth) {
            JsonNode item = from.path("items");
            JsonNode taken = to.path("items");
            return item.isMissingNode() || taken.isMissingNode()
                    ? Optional.empty()
                    : misfit(item, taken, path + "/0", depth + 1);
        }

        private static String in(String path) {
            return path.isEmpty() ? "" : " in " + path;
        }

        private static Set<String> texts(JsonNode array) {
            Set<String> texts = new TreeSet<>();
            array.forEach(item -> texts.add(item.asString("")));
            return texts;
        }
    }
}
