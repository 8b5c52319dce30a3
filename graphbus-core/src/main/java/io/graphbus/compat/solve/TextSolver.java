package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.Scalar;
import io.graphbus.compat.regex.Language;
import io.graphbus.compat.regex.TooLargeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds a text of some length that matches some expressions and others not. For one thread. */
final class TextSolver {

    private static final int LONG = 500;
    private static final int LONGEST = 100_000;

    private final Map<String, Optional<Language>> languages = new HashMap<>();
    private final Map<String, Optional<Language>> others = new HashMap<>();
    private long states;

    /** What automata have cost since it was last asked, in steps. */
    int work() {
        int steps = (int) Math.min(Integer.MAX_VALUE / 2, states / 100);
        states %= 100;
        return steps;
    }

    private Language both(Language one, Language other) {
        Language both = one.and(other);
        states += both.states();
        return both;
    }

    /** The texts that match; empty where no automaton can tell. */
    Optional<Language> language(String expression) {
        return languages.computeIfAbsent(expression, Language::matching);
    }

    private Optional<Language> others(String expression) {
        return others.computeIfAbsent(expression, e -> language(e).map(Language::not));
    }

    Outcome solve(Facts facts) {
        int least =
                facts.holding(Formula.MinLength.class)
                        .mapToInt(Formula.MinLength::length)
                        .max()
                        .orElse(0);
        int most =
                facts.holding(Formula.MaxLength.class)
                        .mapToInt(Formula.MaxLength::length)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        if (least > most) {
            return Outcome.NONE;
        }
        if (least > LONGEST) {
            return Outcome.UNKNOWN;
        }
        Set<JsonNode> excluded = new HashSet<>(facts.excluded().toList());
        List<String> wanted = expressions(facts, true);
        List<String> unwanted = expressions(facts, false);
        if (wanted.isEmpty() && unwanted.isEmpty()) {
            return plain(least, most, excluded);
        }
        try {
            return matching(wanted, unwanted, new Range(least, most), excluded);
        } catch (TooLargeException e) {
            return Outcome.UNKNOWN;
        }
    }

    private static List<String> expressions(Facts facts, boolean wanted) {
        var matches =
                wanted
                        ? facts.holding(Formula.Matches.class)
                        : facts.failing(Formula.Matches.class);
        return matches.map(Formula.Matches::expression).toList();
    }

    private static Outcome plain(int least, int most, Set<JsonNode> excluded) {
        for (int i = 0; i <= excluded.size() + 1; i++) {
            int length = Math.max(least, i == 0 ? 0 : 1);
            if (length <= most) {
                JsonNode text = Scalar.text(letters(i, length));
                if (!excluded.contains(text)) {
                    return Outcome.found(text, true);
                }
            }
        }
        return most == 0 ? Outcome.NONE : Outcome.UNKNOWN;
    }

    /** Other letters for each number as long as there are such texts. */
    private static String letters(int number, int length) {
        StringBuilder text = new StringBuilder();
        int rest = Math.max(0, number - 1);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + rest % 26));
            rest /= 26;
        }
        return text.toString();
    }

    private Outcome matching(
            List<String> wanted, List<String> unwanted, Range range, Set<JsonNode> excluded) {
        Language language = Language.ALL;
        boolean sure = true;
        for (String expression : wanted) {
            Optional<Language> next = language(expression);
            sure &= next.isPresent();
            language = next.isPresent() ? both(language, next.get()) : language;
        }
        for (String expression : unwanted) {
            Optional<Language> next = others(expression);
            sure &= next.isPresent();
            language = next.isPresent() ? both(language, next.get()) : language;
        }
        Language inRange = range.cut(language);
        for (JsonNode text : excluded) {
            if (text.isString() && inRange.contains(text.stringValue())) {
                inRange = both(inRange, Language.of(text.stringValue()).not());
            }
        }
        String text = inRange.shortest();
        Outcome outcome;
        if (text == null) {
            outcome = Outcome.NONE;
        } else if (range.contains(text)) {
            outcome = Outcome.found(Scalar.text(text), true);
        } else {
            outcome = Outcome.UNKNOWN;
        }
        return sure ? outcome : outcome.unsure();
    }

    /** Lengths in code points. */
    private record Range(int least, int most) {

        /** Those of a language that are in range, as far as automata should count. */
        Language cut(Language language) {
            if (least == 0 && most == Integer.MAX_VALUE) {
                return language;
            }
            int from = Math.min(least, LONG);
            Integer to = most <= LONG ? Integer.valueOf(most) : null;
            return from == 0 && to == null ? language : language.and(Language.ofLength(from, to));
        }

        boolean contains(String text) {
            int length = text.codePointCount(0, text.length());
            return length >= least && length <= most;
        }
    }
}
