package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.Term;
import io.graphbus.compat.formula.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds an object: the members it must have, and one for each condition that must fail. */
final class ObjectSolver {

    private static final int MANY = 64;
    private static final Outcome DONE = Outcome.found(JsonNodeFactory.instance.nullNode(), true);

    private final Solver solver;
    private final Facts facts;
    private final MemberNames names;
    private final int least;
    private final int most;

    /** How many conditions on names must be broken; two of them by one name is not tried. */
    private final long namesBroken;

    private final List<List<Demand>> demands = new ArrayList<>();

    ObjectSolver(Solver solver, Facts facts) {
        this.solver = solver;
        this.facts = facts;
        this.names = new MemberNames(solver, facts);
        this.least =
                facts.holding(Formula.MinMembers.class)
                        .mapToInt(Formula.MinMembers::count)
                        .max()
                        .orElse(0);
        this.most =
                facts.holding(Formula.MaxMembers.class)
                        .mapToInt(Formula.MaxMembers::count)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        this.namesBroken = facts.failing(Formula.Names.class).count();
        facts.failing(Formula.Members.class).forEach(group -> demands.add(demands(group)));
        facts.failing(Formula.Names.class)
                .forEach(
                        n ->
                                demands.add(
                                        List.of(new Demand(List.of(n.name().fails()), List.of()))));
    }

    Outcome solve() {
        Map<String, Set<Literal>> members = new LinkedHashMap<>();
        for (Formula.Required required : facts.holding(Formula.Required.class).toList()) {
            String name = required.name();
            if (!names.allows(name) || solver.solve(names.conditions(name)).isNone()) {
                return result(Outcome.NONE);
            }
            members.put(name, names.conditions(name));
        }
        return result(place(0, members));
    }

    private Outcome result(Outcome outcome) {
        return names.isBlind() ? outcome.blind() : outcome;
    }

    /**
     * A member that breaks something.
     *
     * @param name what its name must be like
     * @param value what its value must be like
     */
    private record Demand(List<Literal> name, List<Literal> value) {}

    private List<Demand> demands(Formula.Members group) {
        Terms terms = solver.terms();
        List<Demand> either = new ArrayList<>();
        List<Literal> other = new ArrayList<>();
        group.named()
                .forEach(
                        (name, member) -> {
                            either.add(
                                    new Demand(List.of(solver.is(name)), List.of(member.fails())));
                            other.add(solver.is(name).not());
                        });
        group.matching()
                .forEach(
                        (expression, member) -> {
                            Term matches = terms.of(new Formula.Matches(expression));
                            either.add(
                                    new Demand(List.of(matches.holds()), List.of(member.fails())));
                            other.add(matches.fails());
                        });
        either.add(new Demand(other, List.of(group.others().fails())));
        either.removeIf(demand -> demand.value().contains(terms.always().fails()));
        return either;
    }

    private Outcome place(int demand, Map<String, Set<Literal>> members) {
        if (demand == demands.size()) {
            return complete(members);
        }
        Outcome best = Outcome.NONE;
        for (Demand either : demands.get(demand)) {
            for (String name : names(either, members.keySet())) {
                Map<String, Set<Literal>> more = with(members, name, either.value());
                Outcome value = solver.solve(more.getOrDefault(name, Set.of()));
                if (!value.isNone()) {
                    best = best.or(place(demand + 1, more));
                }
                if (best.isFound()) {
                    return best;
                }
                if (!solver.mayTry()) {
                    return best.or(Outcome.UNKNOWN);
                }
            }
        }
        return best;
    }

    private List<String> names(Demand demand, Set<String> taken) {
        return demand.name().size() == 1
                        && demand.name().getFirst().positive()
                        && demand.name().getFirst().term().formula()
                                instanceof Formula.Scalars exactly
                ? exactly.values().stream()
                        .map(name -> name.asString())
                        .filter(names::allows)
                        .toList()
                : names.fulfilling(demand.name(), taken);
    }

    private Map<String, Set<Literal>> with(
            Map<String, Set<Literal>> members, String name, List<Literal> conditions) {
        Map<String, Set<Literal>> more = new LinkedHashMap<>(members);
        Set<Literal> all = new LinkedHashSet<>(members.getOrDefault(name, names.conditions(name)));
        all.addAll(conditions);
        more.put(name, all);
        return more;
    }

    private Outcome complete(Map<String, Set<Literal>> placed) {
        if (placed.size() > most) {
            return namesBroken > 0 && demands.size() > 1 ? Outcome.UNKNOWN : Outcome.NONE;
        }
        Map<String, Set<Literal>> members = new LinkedHashMap<>(placed);
        Outcome filled = fill(members);
        if (!filled.isFound()) {
            return filled;
        }
        boolean sure = true;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (var member : members.entrySet()) {
            Outcome value = solver.solve(member.getValue());
            if (value.value() == null) {
                return value;
            }
            sure &= value.isFound();
            object.set(member.getKey(), value.value());
        }
        return Outcome.found(object, sure);
    }

    /** Adds members until there are enough. */
    private Outcome fill(Map<String, Set<Literal>> members) {
        if (members.size() >= least) {
            return DONE;
        }
        if (least > most || least > MANY) {
            return least > most ? Outcome.NONE : Outcome.UNKNOWN;
        }
        Outcome result = spoken(members);
        while (members.size() < least && members.size() < most) {
            Outcome added = addOther(members);
            if (!added.isFound()) {
                return result.or(added);
            }
        }
        return members.size() >= least ? DONE : result;
    }

    private Outcome spoken(Map<String, Set<Literal>> members) {
        Outcome result = Outcome.NONE;
        for (String name : names.known()) {
            if (members.size() < least && !members.containsKey(name) && names.allows(name)) {
                Outcome value = solver.solve(names.conditions(name));
                if (value.value() != null) {
                    members.put(name, names.conditions(name));
                } else {
                    result = result.or(value);
                }
            }
        }
        return result;
    }

    private Outcome addOther(Map<String, Set<Literal>> members) {
        Outcome result = Outcome.NONE;
        for (String name : names.others(List.of(), new HashSet<>(members.keySet()))) {
            Outcome value = solver.solve(names.conditions(name));
            if (value.value() != null) {
                members.put(name, names.conditions(name));
                return DONE;
            }
            result = result.or(value);
        }
        return result;
    }
}
