package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.JsonType;
import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.Scalar;
import io.graphbus.compat.formula.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Looks for a value that fulfils some conditions, by taking them apart until only facts about its
 * parts are left (a tableau). What leads back to itself is given up there: if there is a value at
 * all, then one that does not contain another answer to the same question. Ends after a number of
 * steps. For one thread and one question.
 */
public final class Solver {

    private static final int DEEP = 150;
    private static final int NOWHERE = Integer.MAX_VALUE;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Terms terms;
    private final TextSolver texts = new TextSolver();
    private final ScalarCheck scalars = new ScalarCheck(texts);
    private final Map<Set<Literal>, Outcome> solved = new HashMap<>();
    private final Map<Set<Literal>, Outcome> decided = new HashMap<>();
    private final Map<Set<Literal>, Integer> open = new HashMap<>();
    private int steps;

    /** The outermost open question that was met again. */
    private int met = NOWHERE;

    /**
     * A solver.
     *
     * @param steps how much may be tried
     */
    public Solver(Terms terms, int steps) {
        this.terms = terms;
        this.steps = steps;
    }

    /**
     * Looks for a value.
     *
     * @param accepts decides of what was found whether it is one
     */
    public Outcome solve(List<Literal> goal, Predicate<JsonNode> accepts) {
        Outcome outcome = search(expanded(goal), value -> accepts.test(Scalar.plain(value)));
        JsonNode value = outcome.value();
        return value == null ? outcome : Outcome.found(Scalar.plain(value), true);
    }

    Terms terms() {
        return terms;
    }

    TextSolver texts() {
        return texts;
    }

    /** Whether there is still something to be tried; counts as a try. */
    boolean mayTry() {
        return steps-- > 0;
    }

    /** A value for a part of another one. */
    Outcome solve(Collection<Literal> goal) {
        Set<Literal> key = new HashSet<>(goal);
        key.remove(terms.always().holds());
        Outcome known = solved.get(key);
        if (known != null) {
            return known;
        }
        Integer again = open.get(key);
        if (again != null) {
            met = Math.min(met, again);
            return Outcome.NONE;
        }
        if (open.size() > DEEP) {
            return Outcome.UNKNOWN;
        }
        int outer = met;
        int depth = open.size();
        met = NOWHERE;
        open.put(key, depth);
        Outcome outcome = search(expanded(key), value -> true);
        open.remove(key);
        if (outcome.isFound() || met >= depth) {
            solved.put(key, outcome);
        }
        met = Math.min(outer, met >= depth ? NOWHERE : met);
        return outcome;
    }

    private Expansion expanded(Collection<Literal> goal) {
        Expansion expansion = new Expansion(terms);
        expansion.addAll(goal.stream().sorted().toList());
        return expansion;
    }

    private Outcome search(Expansion expansion, Predicate<JsonNode> accepts) {
        steps -= expansion.size() / 2 + texts.work();
        if (!mayTry()) {
            return Outcome.UNKNOWN;
        }
        settle(expansion);
        if (expansion.clashes()) {
            return Outcome.NONE;
        }
        Outcome facts = decide(expansion.facts());
        if (facts.isNone() || expansion.choices().isEmpty()) {
            return checked(facts, accepts);
        }
        List<List<Literal>> smallest = expansion.choices().getFirst();
        for (List<List<Literal>> choice : expansion.choices()) {
            smallest = choice.size() < smallest.size() ? choice : smallest;
        }
        Outcome best = Outcome.NONE;
        for (List<Literal> alternative : smallest) {
            Expansion next = new Expansion(expansion);
            next.choices().remove(smallest);
            next.addAll(alternative);
            best = best.or(search(next, accepts));
            if (best.isFound()) {
                return best;
            }
        }
        return best;
    }

    private static Outcome checked(Outcome outcome, Predicate<JsonNode> accepts) {
        JsonNode value = outcome.value();
        if (value == null) {
            return outcome;
        }
        return accepts.test(value) ? outcome : Outcome.UNKNOWN;
    }

    /** Makes the choices that are none, until only real ones are left. */
    private static void settle(Expansion expansion) {
        boolean changed = true;
        while (changed && !expansion.clashes()) {
            changed = false;
            for (List<List<Literal>> choice : List.copyOf(expansion.choices())) {
                changed |= settle(expansion, choice);
            }
        }
    }

    private static boolean settle(Expansion expansion, List<List<Literal>> choice) {
        if (choice.stream().anyMatch(all -> all.stream().allMatch(expansion::knows))) {
            expansion.choices().remove(choice);
            return true;
        }
        List<List<Literal>> rest =
                choice.stream().filter(all -> all.stream().noneMatch(expansion::excludes)).toList();
        if (rest.size() > 1 && rest.size() == choice.size()) {
            return false;
        }
        expansion.choices().remove(choice);
        if (rest.isEmpty()) {
            expansion.addAll(List.of(expansion.terms().never().holds()));
        } else {
            expansion.choose(rest);
            expansion.addAll(List.of());
        }
        return true;
    }

    private Outcome decide(Facts facts) {
        Set<Literal> key = new HashSet<>(facts.literals());
        key.add(terms.of(new Formula.Types(Set.copyOf(facts.types()))).holds());
        Outcome known = decided.get(key);
        if (known != null) {
            return known;
        }
        int outer = met;
        met = NOWHERE;
        Outcome outcome = anyType(facts);
        if (met == NOWHERE) {
            decided.put(key, outcome);
        }
        met = Math.min(outer, met);
        return outcome;
    }

    private Outcome anyType(Facts facts) {
        List<Set<JsonNode>> allowed =
                facts.holding(Formula.Scalars.class).map(Formula.Scalars::values).toList();
        if (!allowed.isEmpty()) {
            List<JsonNode> values = new ArrayList<>(allowed.getFirst());
            allowed.forEach(values::retainAll);
            return scalars.firstOf(values, facts);
        }
        Outcome best = Outcome.NONE;
        for (JsonType type : facts.types()) {
            best = best.or(ofType(type, facts));
            if (best.isFound()) {
                break;
            }
        }
        return facts.hasOpaque() ? best.unsure() : best;
    }

    private Outcome ofType(JsonType type, Facts facts) {
        return switch (type) {
            case NULL -> scalars.firstOf(List.of(NODES.nullNode()), facts);
            case BOOLEAN ->
                    scalars.firstOf(
                            List.of(NODES.booleanNode(true), NODES.booleanNode(false)), facts);
            case NUMBER -> NumberSolver.solve(facts);
            case STRING -> texts.solve(facts);
            case ARRAY -> new ArraySolver(this, facts).solve();
            case OBJECT -> new ObjectSolver(this, facts).solve();
        };
    }

    /** The text itself as a condition. */
    Literal is(String text) {
        return terms.of(new Formula.Scalars(Set.of(Scalar.text(text)))).holds();
    }
}
