package io.graphbus.source;

import io.graphbus.source.SourceIndex.Place;
import java.util.List;

/** Finds characters of a text's value in its literal. */
final class Literals {

    private static final String BLOCK = "\"\"\"";

    private Literals() {}

    /**
     * The place of one character.
     *
     * @param start of the literal
     * @param literal as it is written, with quotes; anything else gives {@code start}
     * @param offset of the character in the value
     */
    static Place inside(Place start, String literal, int offset) {
        if (literal.startsWith(BLOCK)) {
            return insideBlock(start, literal, offset);
        }
        if (!literal.startsWith("\"")) {
            return start;
        }
        int at = 1;
        for (int left = offset; left > 0 && at < literal.length() - 1; left--) {
            at += escape(literal, at);
        }
        return new Place(start.file(), start.line(), start.column() + at);
    }

    /** How many characters stand for the one that begins here. */
    private static int escape(String literal, int at) {
        if (literal.charAt(at) != '\\') {
            return 1;
        }
        if (literal.charAt(at + 1) == 'u') {
            return 6;
        }
        int end = at + 1;
        while (end < at + 4 && end < literal.length() && isOctal(literal.charAt(end))) {
            end++;
        }
        return Math.max(2, end - at);
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    /** Lines of the value are lines of the block, less their common indentation. */
    private static Place insideBlock(Place start, String literal, int offset) {
        List<String> written = literal.lines().toList();
        String body = literal.substring(literal.indexOf('\n') + 1, literal.length() - 3);
        String value = body.stripIndent();
        String before = value.substring(0, Math.min(offset, value.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - (before.lastIndexOf('\n') + 1);
        if (line + 1 >= written.size()) {
            return start;
        }
        List<String> values = value.lines().toList();
        int indent =
                line < values.size() ? indent(written.get(line + 1)) - indent(values.get(line)) : 0;
        return new Place(start.file(), start.line() + 1 + line, indent + column + 1);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
