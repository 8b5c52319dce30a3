package io.graphbus.compat.regex;

import java.util.regex.PatternSyntaxException;

/** Reads what follows a backslash. */
final class EscapeParser {

    private final Cursor text;

    EscapeParser(Cursor text) {
        this.text = text;
    }

    CodePoints outsideClass() {
        if (text.isAt('b') || text.isAt('B') || text.isAt('k')) {
            throw new UnsupportedRegexException("word boundary or named reference");
        }
        for (int digit = '1'; digit <= '9'; digit++) {
            if (text.isAt(digit)) {
                throw new UnsupportedRegexException("back reference");
            }
        }
        return insideClass();
    }

    CodePoints insideClass() {
        int c = text.next();
        return switch (c) {
            case 'd' -> CodePoints.DIGIT;
            case 'D' -> CodePoints.DIGIT.not();
            case 'w' -> CodePoints.WORD;
            case 'W' -> CodePoints.WORD.not();
            case 's' -> CodePoints.SPACE;
            case 'S' -> CodePoints.SPACE.not();
            case 'p' -> property();
            case 'P' -> property().not();
            default -> one(single(c));
        };
    }

    private int single(int c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case '0' -> 0;
            case 'c' -> text.next() % 32;
            case 'x' -> text.hex(2);
            case 'u' -> unicode();
            default -> itself(c);
        };
    }

    /** Other letters and digits have, or may get, a meaning of their own. */
    private static int itself(int c) {
        if (CodePoints.WORD.without(CodePoints.of('_', '_')).ranges().stream()
                .anyMatch(r -> r[0] <= c && c <= r[1])) {
            throw new UnsupportedRegexException("unknown escape");
        }
        return c;
    }

    private int unicode() {
        if (!text.took('{')) {
            int first = text.hex(4);
            return Character.isHighSurrogate((char) first) ? low(first) : first;
        }
        try {
            return Integer.parseInt(text.until('}'), 16);
        } catch (NumberFormatException e) {
            throw new UnsupportedRegexException("not a code point");
        }
    }

    private int low(int high) {
        text.expect('\\');
        text.expect('u');
        return Character.toCodePoint((char) high, (char) text.hex(4));
    }

    private CodePoints property() {
        text.expect('{');
        try {
            return CodePoints.withProperty(text.until('}'));
        } catch (PatternSyntaxException e) {
            throw new UnsupportedRegexException("unknown property");
        }
    }

    private static CodePoints one(int c) {
        if (c > CodePoints.LAST || (c >= Markers.START && c <= Markers.END)) {
            throw new UnsupportedRegexException("not a code point");
        }
        return CodePoints.of(c, c);
    }
}
