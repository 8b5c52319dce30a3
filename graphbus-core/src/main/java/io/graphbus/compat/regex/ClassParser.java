package io.graphbus.compat.regex;

import java.util.List;

/** Reads a class of characters, after its opening bracket. */
final class ClassParser {

    private final Cursor text;
    private final EscapeParser escapes;

    ClassParser(Cursor text) {
        this.text = text;
        this.escapes = new EscapeParser(text);
    }

    CodePoints parse() {
        boolean others = text.took('^');
        CodePoints found = new CodePoints(List.of());
        while (!text.took(']')) {
            CodePoints first = atom();
            int before = text.position();
            if (text.took('-') && !text.isAt(']')) {
                found = found.or(range(first, atom()));
            } else {
                text.back(before);
                found = found.or(first);
            }
        }
        return others ? found.not() : found;
    }

    private CodePoints atom() {
        int c = text.next();
        return c == '\\' ? escapes.insideClass() : CodePoints.of(c, c);
    }

    /** A dash beside a class of several characters stands for itself. */
    private static CodePoints range(CodePoints first, CodePoints last) {
        if (!isOne(first) || !isOne(last)) {
            return first.or(last).or(CodePoints.of('-', '-'));
        }
        int from = first.ranges().getFirst()[0];
        int to = last.ranges().getFirst()[0];
        if (from > to) {
            throw new UnsupportedRegexException("a range that runs backwards");
        }
        return CodePoints.of(from, to);
    }

    private static boolean isOne(CodePoints points) {
        return points.ranges().size() == 1
                && points.ranges().getFirst()[0] == points.ranges().getFirst()[1];
    }
}
