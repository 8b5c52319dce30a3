package io.graphbus.compat.regex;

import dk.brics.automaton.Automaton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of texts that an automaton recognises. What would take an automaton of too many states is
 * refused with {@link TooLargeException}. Immutable.
 */
public final class Language {

    /** States of one automaton, at most. */
    private static final int STATES = 4000;

    /** Every text. */
    public static final Language ALL = new Language(CodePoints.ALL.automaton().repeat());

    private final Automaton automaton;

    private Language(Automaton automaton) {
        this.automaton = automaton;
    }

    /**
     * The texts in which an expression finds something, as ECMA-262 reads it with the flag {@code
     * u}.
     *
     * @return empty for what no automaton can tell: look-around, back references, word boundaries
     */
    public static Optional<Language> matching(String expression) {
        try {
            return Optional.of(new Language(Search.in(new RegexParser(expression).parse())));
        } catch (UnsupportedRegexException | TooLargeException e) {
            return Optional.empty();
        }
    }

    /** The texts of some length in code points. */
    public static Language ofLength(int least, @Nullable Integer most) {
        Automaton any = CodePoints.ALL.automaton();
        return new Language(most == null ? any.repeat(least) : any.repeat(least, most));
    }

    public static Language of(String text) {
        return new Language(Automaton.makeString(text));
    }

    public Language and(Language other) {
        if ((long) automaton.getNumberOfStates() * other.automaton.getNumberOfStates()
                > 50L * STATES) {
            throw new TooLargeException();
        }
        return new Language(limited(automaton.intersection(other.automaton)));
    }

    /** All other texts. */
    public Language not() {
        Automaton deterministic = Subsets.determinized(automaton, STATES);
        return new Language(limited(deterministic.complement().intersection(ALL.automaton)));
    }

    public boolean isEmpty() {
        return automaton.isEmpty();
    }

    /** One of the shortest texts; {@code null} when there is none. */
    public @Nullable String shortest() {
        return automaton.getShortestExample(true);
    }

    public boolean contains(String text) {
        return automaton.run(text);
    }

    /** How large its automaton is. */
    public int states() {
        return automaton.getNumberOfStates();
    }

    private static Automaton limited(Automaton automaton) {
        if (automaton.getNumberOfStates() > STATES) {
            throw new TooLargeException();
        }
        return automaton;
    }
}
