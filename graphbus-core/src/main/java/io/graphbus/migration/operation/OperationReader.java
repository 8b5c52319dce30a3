package io.graphbus.migration.operation;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads operations from a document and gathers what is wrong with them. For one thread. */
public final class OperationReader {

    /** What each operation has to have, and what it may have. */
    private static final Map<String, List<Set<String>>> MEMBERS =
            Map.of(
                    "rename", List.of(Set.of("path", "to"), Set.of()),
                    "move", List.of(Set.of("from", "to"), Set.of()),
                    "add", List.of(Set.of("path", "value"), Set.of()),
                    "fill", List.of(Set.of("path", "value"), Set.of()),
                    "drop", List.of(Set.of("path"), Set.of("restore", "optional")),
                    "mapEnum", List.of(Set.of("path", "values"), Set.of("otherwise", "backward")),
                    "split", List.of(Set.of("path", "template"), Set.of("missing")),
                    "join", List.of(Set.of("path", "template"), Set.of("missing")),
                    "convert", List.of(Set.of("path", "from", "to"), Set.of("otherwise")),
                    "each", List.of(Set.of("path", "do"), Set.of()));

    private final List<Violation> faults;

    /**
     * @param faults where what is wrong is put, by pointers into the document
     */
    public OperationReader(List<Violation> faults) {
        this.faults = faults;
    }

    /**
     * The operations of an array; those that are wrong are left out.
     *
     * @param at pointer to the array in its document
     */
    public Operations read(JsonNode array, String at) {
        List<Operation> operations = new ArrayList<>();
        if (!array.isArray()) {
            faults.add(new Violation(at, "there is no array of operations"));
            return new Operations(operations);
        }
        Set<Pointer> gone = new LinkedHashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String place = at + "/" + i;
            operation(array.get(i), place)
                    .ifPresent(
                            operation -> {
                                follow(operation, place, gone);
                                operations.add(operation);
                            });
        }
        return new Operations(operations);
    }

    /** What was taken away by one operation cannot be worked on by a later one. */
    private void follow(Operation operation, String at, Set<Pointer> gone) {
        for (Pointer read : operation.reads()) {
            if (gone.stream().anyMatch(read::isWithin)) {
                fault(at, read + " is not there any more: an operation before took it away");
            }
        }
        gone.addAll(operation.removes());
        operation.creates().forEach(made -> gone.removeIf(g -> g.isWithin(made)));
    }

    private void fault(String at, String message) {
        faults.add(new Violation(at, message));
    }

    private Optional<Operation> operation(JsonNode node, String at) {
        String name = node.path("op").asString("");
        List<Set<String>> members = MEMBERS.get(name);
        if (members == null) {
            fault(
                    at + "/op",
                    "there is no operation \""
                            + name
                            + "\". "
                            + Nearest.hint(name, "operations", MEMBERS.keySet()));
            return Optional.empty();
        }
        int before = faults.size();
        members.get(0).stream()
                .sorted()
                .filter(member -> !node.has(member))
                .forEach(member -> fault(at + "/" + member, name + " needs " + member));
        Set<String> known = new TreeSet<>(members.get(0));
        known.addAll(members.get(1));
        for (String member : node.propertyNames()) {
            if (!member.equals("op") && !known.contains(member)) {
                fault(
                        at + Pointer.escaped(member),
                        name + " has no such member. " + Nearest.hint(member, "members", known));
            }
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        @Nullable Operation operation = operation(name, node, at);
        return faults.size() > before ? Optional.empty() : Optional.ofNullable(operation);
    }

    private @Nullable Operation operation(String name, JsonNode node, String at) {
        return switch (name) {
            case "rename" -> rename(node, at);
            case "move" -> move(node, at);
            case "add" -> new Members.Add(pointer(node, "path", at), node.path("value"));
            case "fill" -> new Members.Fill(pointer(node, "path", at), node.path("value"));
            case "drop" -> drop(node, at);
            case "mapEnum" -> mapEnum(node, at);
            case "split" ->
                    new Split(
                            pointer(node, "path", at),
                            template(node, at),
                            word(node, "missing", at));
            case "join" ->
                    new Join(
                            pointer(node, "path", at),
                            template(node, at),
                            word(node, "missing", at));
            case "convert" -> convert(node, at);
            case "each" -> new Each(pointer(node, "path", at), read(node.path("do"), at + "/do"));
            default -> null;
        };
    }

    private Operation rename(JsonNode node, String at) {
        Pointer path = pointer(node, "path", at);
        String to = word(node, "to", at);
        if (to != null && to.equals(path.last())) {
            fault(at + "/to", "this is its name already");
        }
        return new Move(path, path.sibling(to == null ? "" : to), false);
    }

    private Operation move(JsonNode node, String at) {
        Pointer from = pointer(node, "from", at);
        Pointer to = pointer(node, "to", at);
        if (from.isWithin(to) || to.isWithin(from)) {
            fault(at + "/to", "nothing can be moved into itself or onto what it is in");
        }
        return new Move(from, to, false);
    }

    private Operation drop(JsonNode node, String at) {
        JsonNode optional = node.path("optional");
        if (!optional.isMissingNode() && !optional.isBoolean()) {
            fault(at + "/optional", "it is true or false");
        }
        return new Members.Drop(
                pointer(node, "path", at), node.get("restore"), optional.asBoolean(false));
    }

    private Operation mapEnum(JsonNode node, String at) {
        Map<String, String> values = words(node.path("values"), at + "/values");
        if (values.isEmpty()) {
            fault(at + "/values", "there is no value to map");
        }
        Map<String, String> back = new HashMap<>();
        if (node.has("backward")) {
            back.putAll(words(node.path("backward"), at + "/backward"));
        } else {
            new TreeMap<>(values).forEach((key, value) -> back.putIfAbsent(value, key));
        }
        return new MapEnum(pointer(node, "path", at), values, word(node, "otherwise", at), back);
    }

    private Operation convert(JsonNode node, String at) {
        Scalar from = scalar(node, "from", at);
        Scalar to = scalar(node, "to", at);
        if (from == to) {
            fault(at + "/to", "this is its type already");
        }
        return new Convert(pointer(node, "path", at), from, to, node.get("otherwise"));
    }

    private Scalar scalar(JsonNode node, String member, String at) {
        Optional<Scalar> type = Scalar.of(node.path(member).asString(""));
        if (type.isEmpty()) {
            fault(at + "/" + member, "it is one of string, integer, number and boolean");
        }
        return type.orElse(Scalar.STRING);
    }

    private Pointer pointer(JsonNode node, String member, String at) {
        Optional<Pointer> pointer =
                Optional.of(node.path(member))
                        .filter(JsonNode::isString)
                        .flatMap(text -> Pointer.of(text.stringValue()));
        if (pointer.isEmpty()) {
            fault(at + "/" + member, "it is no JSON Pointer to a member, such as /total");
        }
        return pointer.orElseGet(() -> new Pointer(List.of("")));
    }

    private Template template(JsonNode node, String at) {
        Optional<Template> template =
                Optional.of(node.path("template"))
                        .filter(JsonNode::isString)
                        .flatMap(text -> Template.of(text.stringValue()));
        if (template.isEmpty()) {
            fault(
                    at + "/template",
                    "it has no parts such as {/first}, or parts with nothing between them");
        }
        return template.orElseGet(() -> new Template(List.of(), List.of("")));
    }

    private @Nullable String word(JsonNode node, String member, String at) {
        JsonNode text = node.path(member);
        if (text.isMissingNode()) {
            return null;
        }
        if (!text.isString()) {
            fault(at + "/" + member, "it is no text");
        }
        return text.asString("");
    }

    private Map<String, String> words(JsonNode node, String at) {
        Map<String, String> words = new HashMap<>();
        if (!node.isObject()) {
            fault(at, "it is no object");
        }
        node.properties()
                .forEach(
                        e -> {
                            if (!e.getValue().isString()) {
                                fault(at + Pointer.escaped(e.getKey()), "it is no text");
                            }
                            words.put(e.getKey(), e.getValue().asString(""));
                        });
        return words;
    }
}
