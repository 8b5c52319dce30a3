package io.graphbus.migration;

import io.graphbus.migration.operation.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Where two values differ first. A member that is {@code null} is absent, and numbers are what they
 * count, however they are written.
 */
final class Difference {

    private final List<List<String>> ignored;

    private Difference(List<String> ignored) {
        this.ignored = ignored.stream().map(Difference::names).toList();
    }

    private static List<String> names(String pointer) {
        return Pointer.of(pointer).map(Pointer::names).orElse(List.of());
    }

    /**
     * @param ignored pointers to what may differ, with {@code *} for any name or index
     * @return the JSON Pointer to the place, empty when there is none
     */
    static Optional<String> between(JsonNode left, JsonNode right, List<String> ignored) {
        return new Difference(ignored).find(left, right, "");
    }

    private Optional<String> find(JsonNode left, JsonNode right, String at) {
        if (isIgnored(at)) {
            return Optional.empty();
        }
        if (left.isObject() && right.isObject()) {
            TreeSet<String> names = new TreeSet<>(left.propertyNames());
            names.addAll(right.propertyNames());
            return names.stream()
                    .flatMap(n -> find(left.path(n), right.path(n), at + part(n)).stream())
                    .findFirst();
        }
        if (left.isArray() && right.isArray()) {
            return items(left, right, at);
        }
        return isSame(left, right) ? Optional.empty() : Optional.of(at);
    }

    private static String part(String name) {
        return Pointer.escaped(name);
    }

    private Optional<String> items(JsonNode left, JsonNode right, String at) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Optional<String> found = find(left.path(i), right.path(i), at + "/" + i);
            if (found.isPresent()) {
                return found;
            }
        }
        return left.size() == right.size() ? Optional.empty() : Optional.of(at);
    }

    private static boolean isSame(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        return isAbsent(left) ? isAbsent(right) : left.equals(right);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    private boolean isIgnored(String at) {
        List<String> names = names(at);
        return ignored.stream().anyMatch(pattern -> covers(pattern, names));
    }

    private static boolean covers(List<String> pattern, List<String> names) {
        if (pattern.size() > names.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!pattern.get(i).equals("*") && !pattern.get(i).equals(names.get(i))) {
                return false;
            }
        }
        return true;
    }
}
