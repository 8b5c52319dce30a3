package io.graphbus.compat.regex;

/**
 * Two characters that stand for the ends of a text while an expression becomes an automaton. Texts
 * that contain them are left out of account.
 */
final class Markers {

    static final char START = '\uE000';
    static final char END = '\uE001';
    static final CodePoints ALL = CodePoints.of(START, END);

    private Markers() {}
}
