package io.graphbus.migration.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Pointer to a member of an object, at any depth. A member that is {@code null} is absent.
 *
 * @param names of the members on the way; never empty
 */
public record Pointer(List<String> names) {

    private static final Pattern TEXT = Pattern.compile("(/([^/~]|~[01])*)+");

    public Pointer {
        names = List.copyOf(names);
    }

    /** The pointer that the text is; empty when it is none or points to the whole. */
    public static Optional<Pointer> of(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Pointer(
                        Arrays.stream(text.substring(1).split("/", -1))
                                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                                .toList()));
    }

    public String text() {
        return names.stream().map(Pointer::escaped).collect(Collectors.joining());
    }

    /** A name as a part of a pointer, with its slash. */
    public static String escaped(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    String last() {
        return names.getLast();
    }

    Pointer sibling(String name) {
        return of(parent().map(Pointer::text).orElse("") + escaped(name)).orElseThrow();
    }

    private Optional<Pointer> parent() {
        return names.size() == 1
                ? Optional.empty()
                : Optional.of(new Pointer(names.subList(0, names.size() - 1)));
    }

    /** Whether this is the other one or lies below it. */
    boolean isWithin(Pointer other) {
        return names.size() >= other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    @Nullable JsonNode get(ObjectNode root) {
        ObjectNode holder = holder(root);
        JsonNode value = holder == null ? null : holder.get(last());
        return value == null || value.isNull() ? null : value;
    }

    /** The text at the place; {@code null} when there is nothing. */
    @Nullable String string(ObjectNode root) {
        JsonNode value = get(root);
        if (value != null && !value.isString()) {
            throw new MisfitException(this, value + " is no text");
        }
        return value == null ? null : value.stringValue();
    }

    /** The object that has the member or could have it. */
    @Nullable ObjectNode holder(ObjectNode root) {
        ObjectNode at = root;
        for (String name : names.subList(0, names.size() - 1)) {
            if (!(at.get(name) instanceof ObjectNode next)) {
                return null;
            }
            at = next;
        }
        return at;
    }

    /** Puts a value where nothing may be; objects on the way are made. */
    void put(ObjectNode root, JsonNode value) {
        ObjectNode at = root;
        for (String name : names.subList(0, names.size() - 1)) {
            JsonNode next = at.get(name);
            if (next == null || next.isNull()) {
                next = at.putObject(name);
            }
            if (!(next instanceof ObjectNode object)) {
                throw new MisfitException(this, "there is no object to put it into");
            }
            at = object;
        }
        JsonNode before = at.get(last());
        if (before != null && !before.isNull()) {
            throw new MisfitException(this, "there is a value already");
        }
        at.set(last(), value);
    }

    /** Takes the member away, if there is one. */
    @Nullable JsonNode take(ObjectNode root) {
        JsonNode value = get(root);
        ObjectNode holder = holder(root);
        if (holder != null) {
            holder.remove(last());
        }
        return value;
    }

    /** Takes away the objects on the way that have nothing in them. */
    void prune(ObjectNode root) {
        Optional<Pointer> above = parent();
        if (above.isPresent()
                && above.get().get(root) instanceof ObjectNode object
                && object.isEmpty()) {
            above.get().take(root);
            above.get().prune(root);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
