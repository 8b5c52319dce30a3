package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.JsonType;
import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.Term;
import io.graphbus.compat.regex.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that members of one object can have: those that are spoken of, and some of the rest.
 */
final class MemberNames {

    private final Solver solver;
    private final List<Formula.Members> groups;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> patterns;
    private final Set<String> absent = new HashSet<>();
    private final List<Literal> rules;
    private boolean blind;

    MemberNames(Solver solver, Facts facts) {
        this.solver = solver;
        this.groups = facts.holding(Formula.Members.class).toList();
        List<Formula.Members> all = new ArrayList<>(groups);
        facts.failing(Formula.Members.class).forEach(all::add);
        facts.holding(Formula.Required.class).forEach(r -> known.add(r.name()));
        facts.failing(Formula.Required.class).forEach(r -> absent.add(r.name()));
        all.forEach(group -> known.addAll(group.named().keySet()));
        known.addAll(absent);
        Set<String> expressions = new TreeSet<>();
        all.forEach(group -> expressions.addAll(group.matching().keySet()));
        this.patterns = List.copyOf(expressions);
        this.rules = facts.holding(Formula.Names.class).map(n -> n.name().holds()).toList();
    }

    /** Whether something about a name was not understood. */
    boolean isBlind() {
        return blind;
    }

    Set<String> known() {
        return known;
    }

    /** Whether a member may have this name. */
    boolean allows(String name) {
        return !absent.contains(name) && matches(name, rules);
    }

    private boolean matches(String name, List<Literal> conditions) {
        if (conditions.isEmpty()) {
            return true;
        }
        List<Literal> goal = new ArrayList<>(conditions);
        goal.add(solver.is(name));
        Outcome outcome = solver.solve(goal);
        blind |= !outcome.isFound() && !outcome.isNone();
        return !outcome.isNone();
    }

    /** What a member by this name must be like. */
    Set<Literal> conditions(String name) {
        Set<Literal> conditions = new LinkedHashSet<>();
        groups.forEach(group -> conditions.add(of(group, name)));
        return conditions;
    }

    private Literal of(Formula.Members group, String name) {
        List<Term> terms = new ArrayList<>();
        Term named = group.named().get(name);
        if (named != null) {
            terms.add(named);
        }
        boolean looked = named != null;
        for (var matching : group.matching().entrySet()) {
            Optional<Language> language = solver.texts().language(matching.getKey());
            blind |= language.isEmpty();
            if (language.isPresent() && language.get().contains(name)) {
                looked = true;
                terms.add(matching.getValue());
            }
        }
        return (looked ? solver.terms().all(terms) : group.others()).holds();
    }

    /**
     * Names that are allowed and fulfil more conditions: each known or taken one, and one of each
     * kind of the others.
     *
     * @param taken names that the object has already
     */
    List<String> fulfilling(List<Literal> conditions, Set<String> taken) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> spoken = new LinkedHashSet<>(taken);
        spoken.addAll(known);
        for (String name : spoken) {
            if (allows(name) && matches(name, conditions)) {
                names.add(name);
            }
        }
        names.addAll(others(conditions, taken));
        return List.copyOf(names);
    }

    /** One new name of each kind, told apart by what matches it. */
    List<String> others(List<Literal> conditions, Set<String> taken) {
        List<Literal> goal = new ArrayList<>(conditions);
        goal.addAll(rules);
        goal.add(solver.terms().of(new Formula.Types(Set.of(JsonType.STRING))).holds());
        Set<String> not = new LinkedHashSet<>(known);
        not.addAll(taken);
        not.forEach(name -> goal.add(solver.is(name).not()));
        List<String> found = new ArrayList<>();
        kinds(goal, 0, found);
        return found;
    }

    private void kinds(List<Literal> goal, int pattern, List<String> found) {
        Outcome outcome = solver.mayTry() ? solver.solve(goal) : Outcome.UNKNOWN;
        blind |= !outcome.isFound() && !outcome.isNone();
        if (outcome.isNone()) {
            return;
        }
        if (pattern == patterns.size()) {
            outcome.candidate().ifPresent(name -> found.add(name.asString()));
            return;
        }
        Term matches = solver.terms().of(new Formula.Matches(patterns.get(pattern)));
        for (Literal next : List.of(matches.fails(), matches.holds())) {
            List<Literal> more = new ArrayList<>(goal);
            more.add(next);
            kinds(more, pattern + 1, found);
        }
    }
}
