package io.graphbus.migration.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one text is made of several, such as <code>{/first} {/last}</code>. Read from the left: each
 * part ends where the next literal first stands, the last one takes the rest.
 *
 * @param literals what stands before each part, and after the last
 */
record Template(List<Pointer> parts, List<String> literals) {

    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");

    Template {
        parts = List.copyOf(parts);
        literals = List.copyOf(literals);
    }

    /** Empty when the text has no parts, or parts with nothing between them. */
    static Optional<Template> of(String text) {
        List<Pointer> parts = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (part.find()) {
            Optional<Pointer> pointer = Pointer.of(part.group(1));
            boolean adjacent = !parts.isEmpty() && part.start() == at;
            if (pointer.isEmpty() || adjacent || parts.contains(pointer.get())) {
                return Optional.empty();
            }
            literals.add(text.substring(at, part.start()));
            parts.add(pointer.get());
            at = part.end();
        }
        literals.add(text.substring(at));
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Template(parts, literals));
    }

    /** The parts of a text, as many as it has: the last ones may be missing. */
    List<String> split(Pointer path, String text) {
        String prefix = literals.getFirst();
        if (!text.startsWith(prefix)) {
            throw new MisfitException(path, "\"" + text + "\" does not begin with " + prefix);
        }
        List<String> found = new ArrayList<>();
        int at = prefix.length();
        for (String literal : literals.subList(1, parts.size())) {
            int next = text.indexOf(literal, at);
            if (next < 0) {
                found.add(text.substring(at));
                return found;
            }
            found.add(text.substring(at, next));
            at = next + literal.length();
        }
        String suffix = literals.getLast();
        if (!text.startsWith(suffix, Math.max(at, text.length() - suffix.length()))) {
            throw new MisfitException(path, "\"" + text + "\" does not end with " + suffix);
        }
        found.add(text.substring(at, text.length() - suffix.length()));
        return found;
    }

    /** Takes the parts out of the object; what is missing at the end leaves nothing behind. */
    @Nullable String join(ObjectNode root) {
        List<@Nullable String> texts = new ArrayList<>();
        int present = 0;
        for (Pointer part : parts) {
            texts.add(part.string(root));
            part.take(root);
            present = texts.getLast() == null ? present : texts.size();
        }
        if (present == 0) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < present; i++) {
            String text = texts.get(i);
            joined.append(literals.get(i)).append(text == null ? "" : text);
        }
        return present == parts.size()
                ? joined.append(literals.getLast()).toString()
                : joined.toString();
    }
}
