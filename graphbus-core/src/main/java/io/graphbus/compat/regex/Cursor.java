package io.graphbus.compat.regex;

/** Walks through an expression by code points. */
final class Cursor {

    private static final int MOST = 1_000_000;

    private final int[] points;
    private int position;

    Cursor(String expression) {
        this.points = expression.codePoints().toArray();
    }

    boolean atEnd() {
        return position >= points.length;
    }

    int position() {
        return position;
    }

    void back(int to) {
        position = to;
    }

    boolean isAt(int c) {
        return !atEnd() && points[position] == c;
    }

    /**
     * The next code point.
     *
     * @throws UnsupportedRegexException at the end
     */
    int next() {
        if (atEnd()) {
            throw new UnsupportedRegexException("it ends too early");
        }
        return points[position++];
    }

    boolean took(int c) {
        boolean there = isAt(c);
        if (there) {
            position++;
        }
        return there;
    }

    void expect(int c) {
        if (!took(c)) {
            throw new UnsupportedRegexException("expected " + Character.toString(c));
        }
    }

    /** What stands before the next such code point, which is passed. */
    String until(int c) {
        StringBuilder found = new StringBuilder();
        for (int next = next(); next != c; next = next()) {
            found.appendCodePoint(next);
        }
        return found.toString();
    }

    /** A decimal number; below zero when there is none. */
    int number() {
        int from = position;
        int value = 0;
        while (!atEnd() && points[position] >= '0' && points[position] <= '9') {
            value = Math.min(MOST, value * 10 + points[position] - '0');
            position++;
        }
        return position == from ? -1 : value;
    }

    /** A number of so many hexadecimal digits. */
    int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw new UnsupportedRegexException("not a hexadecimal digit");
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
