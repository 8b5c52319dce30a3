package io.graphbus.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a source text: a superset of its identifiers, since comments and texts count too.
 * Unicode escapes are read.
 */
final class Words {

    private static final Pattern DECLARATION =
            Pattern.compile(
                    "(?<![\\w$.])(?:class|interface|enum|record)\\s+([\\w$\\x80-\\uffff]+)");

    private final String text;

    Words(String text) {
        this.text = text.contains("\\u") ? unescaped(text) : text;
    }

    /** Whether a name can be told apart whatever the text's encoding is. */
    static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c < 128);
    }

    /**
     * The names of top-level classes of all kinds; sorted. Classes inside others are reached by the
     * names of those only.
     */
    List<String> declared() {
        String code = Code.of(text);
        Set<String> names = new TreeSet<>();
        Matcher matcher = DECLARATION.matcher(code);
        int depth = 0;
        int at = 0;
        while (matcher.find()) {
            depth += depth(code, at, matcher.start());
            at = matcher.start();
            if (depth == 0) {
                names.add(matcher.group(1));
            }
        }
        return new ArrayList<>(names);
    }

    /** How many braces more are opened than closed between two places. */
    private static int depth(String code, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            char c = code.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth;
    }

    /** Those of the names that occur. */
    Set<String> among(Set<String> names) {
        Set<String> found = new TreeSet<>();
        each(
                word -> {
                    if (names.contains(word)) {
                        found.add(word);
                    }
                });
        return found;
    }

    private void each(Consumer<String> action) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && isPart(text.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                action.accept(text.substring(start, i));
                start = -1;
            }
        }
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '$'
                || c >= 128;
    }

    /** As the compiler reads it: a backslash that is itself escaped escapes nothing. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int digits = c == '\\' ? digits(text, i + 1) : -1;
            if (digits > 0) {
                plain.append((char) Integer.parseInt(text, digits, digits + 4, 16));
                i = digits + 4;
            } else if (c == '\\' && i + 1 < text.length()) {
                plain.append(c).append(text.charAt(i + 1));
                i += 2;
            } else {
                plain.append(c);
                i++;
            }
        }
        return plain.toString();
    }

    /** Where the four digits of an escape begin whose letters {@code u} begin here; -1 for none. */
    private static int digits(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) == 'u') {
            i++;
        }
        boolean digits =
                i > at
                        && i + 4 <= text.length()
                        && text.substring(i, i + 4).matches("[0-9a-fA-F]{4}");
        return digits ? i : -1;
    }
}
