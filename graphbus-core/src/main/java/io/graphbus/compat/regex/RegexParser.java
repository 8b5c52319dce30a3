package io.graphbus.compat.regex;

import dk.brics.automaton.Automaton;
import java.util.ArrayList;
import java.util.List;

/** Reads a regular expression of ECMA-262 into an automaton of what it matches. */
final class RegexParser {

    private static final int MOST_REPEATS = 1000;

    private final Cursor text;

    RegexParser(String expression) {
        this.text = new Cursor(expression);
    }

    /**
     * What the expression matches, with {@link Markers} where it asks for an end of the text.
     *
     * @throws UnsupportedRegexException for what no automaton can tell, and for mistakes
     */
    Automaton parse() {
        Part whole = alternatives();
        if (!text.atEnd()) {
            throw new UnsupportedRegexException("unbalanced )");
        }
        return whole.automaton();
    }

    private Part alternatives() {
        List<Part> parts = new ArrayList<>();
        do {
            parts.add(sequence());
        } while (text.took('|'));
        return Part.either(parts);
    }

    private Part sequence() {
        Part whole = Part.EMPTY;
        while (!text.atEnd() && !text.isAt('|') && !text.isAt(')')) {
            whole = whole.then(term());
        }
        return whole;
    }

    private Part term() {
        int c = text.next();
        return switch (c) {
            case '^' -> Part.START;
            case '$' -> Part.END;
            case '(' -> quantified(group());
            case '[' -> quantified(Part.of(new ClassParser(text).parse()));
            case '.' -> quantified(Part.of(CodePoints.LINE_END.not()));
            case '\\' -> quantified(Part.of(new EscapeParser(text).outsideClass()));
            case '*', '+', '?' -> throw new UnsupportedRegexException("nothing to repeat");
            default -> quantified(Part.of(CodePoints.of(c, c)));
        };
    }

    private Part group() {
        if (text.took('?') && !text.took(':')) {
            text.expect('<');
            if (text.isAt('=') || text.isAt('!')) {
                throw new UnsupportedRegexException("look-behind");
            }
            text.until('>');
        }
        Part inside = alternatives();
        text.expect(')');
        return inside;
    }

    private Part quantified(Part part) {
        if (text.atEnd()) {
            return part;
        }
        int before = text.position();
        Part repeated =
                switch (text.next()) {
                    case '*' -> part.repeat(0, -1);
                    case '+' -> part.repeat(1, -1);
                    case '?' -> part.repeat(0, 1);
                    case '{' -> braces(part, before);
                    default -> {
                        text.back(before);
                        yield part;
                    }
                };
        if (text.position() > before) {
            text.took('?'); // lazy or not, the language is the same
        }
        return repeated;
    }

    /** A brace that does not begin a quantifier stands for itself. */
    private Part braces(Part part, int before) {
        int least = text.number();
        boolean open = text.took(',');
        int most = open ? text.number() : least;
        if (least < 0 || !text.took('}')) {
            text.back(before);
            return part;
        }
        if (least > MOST_REPEATS || most > MOST_REPEATS || (most >= 0 && most < least)) {
            throw new UnsupportedRegexException("repeats");
        }
        return part.repeat(least, most);
    }

    /**
     * A part of an expression.
     *
     * @param starts how often one match asks for the start of the text, at most
     * @param ends likewise for the end
     */
    private record Part(Automaton automaton, int starts, int ends) {

        static final Part EMPTY = new Part(Automaton.makeEmptyString(), 0, 0);
        static final Part START = new Part(Automaton.makeChar(Markers.START), 1, 0);
        static final Part END = new Part(Automaton.makeChar(Markers.END), 0, 1);

        Part {
            if (starts > 1 || ends > 1) {
                throw new UnsupportedRegexException("an end of the text twice");
            }
        }

        static Part of(CodePoints one) {
            return new Part(one.automaton(), 0, 0);
        }

        static Part either(List<Part> parts) {
            return parts.size() == 1
                    ? parts.getFirst()
                    : new Part(
                            Automaton.union(parts.stream().map(Part::automaton).toList()),
                            parts.stream().mapToInt(Part::starts).max().orElse(0),
                            parts.stream().mapToInt(Part::ends).max().orElse(0));
        }

        Part then(Part next) {
            return new Part(
                    automaton.concatenate(next.automaton), starts + next.starts, ends + next.ends);
        }

        /** Repeats it; {@code most} below zero is without end. */
        Part repeat(int least, int most) {
            boolean often = most < 0 || most > 1;
            if (often && (starts > 0 || ends > 0)) {
                throw new UnsupportedRegexException("an end of the text twice");
            }
            return new Part(
                    most < 0 ? automaton.repeat(least) : automaton.repeat(least, most),
                    starts,
                    ends);
        }
    }
}
