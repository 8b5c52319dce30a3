package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.JsonType;
import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.Term;
import io.graphbus.compat.formula.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes conditions on one value apart, into facts and into choices that are still to be made. A
 * negated condition on one type says that the value has this type.
 */
final class Expansion {

    private final Terms terms;
    private final Set<Literal> seen;
    private final Set<Literal> facts;
    private final Set<JsonType> types;
    private final List<List<List<Literal>>> choices;
    private final ArrayDeque<Literal> open = new ArrayDeque<>();
    private boolean clash;

    Expansion(Terms terms) {
        this.terms = terms;
        this.seen = new HashSet<>();
        this.facts = new TreeSet<>();
        this.types = EnumSet.allOf(JsonType.class);
        this.choices = new ArrayList<>();
    }

    Expansion(Expansion other) {
        this.terms = other.terms;
        this.seen = new HashSet<>(other.seen);
        this.facts = new TreeSet<>(other.facts);
        this.types = EnumSet.copyOf(other.types);
        this.choices = new ArrayList<>(other.choices);
    }

    /** Whether two of the conditions exclude each other. */
    boolean clashes() {
        return clash;
    }

    Facts facts() {
        return new Facts(facts, types);
    }

    /** How much there is to look at. */
    int size() {
        return choices.size() + facts.size();
    }

    List<List<List<Literal>>> choices() {
        return choices;
    }

    boolean knows(Literal literal) {
        return seen.contains(literal);
    }

    void addAll(Iterable<Literal> literals) {
        literals.forEach(open::add);
        while (!open.isEmpty() && !clash) {
            Literal next = open.poll();
            if (seen.add(next)) {
                clash = seen.contains(next.not());
                take(next);
            }
        }
    }

    /** Whether a literal cannot hold beside what is known; {@code false} says nothing. */
    boolean excludes(Literal literal) {
        return seen.contains(literal.not()) || types.stream().noneMatch(types(literal)::contains);
    }

    private static Set<JsonType> types(Literal literal) {
        Set<JsonType> all = EnumSet.allOf(JsonType.class);
        Formula formula = literal.term().formula();
        if (formula instanceof Formula.Types of) {
            return literal.positive() ? of.types() : complement(of.types());
        }
        if (literal.positive() && formula instanceof Formula.All parts) {
            parts.parts().forEach(part -> all.retainAll(types(part.holds())));
        } else if (literal.positive() && formula instanceof Formula.Scalars scalars) {
            all.clear();
            scalars.values().forEach(value -> all.add(JsonType.of(value)));
        }
        return all;
    }

    private static Set<JsonType> complement(Set<JsonType> types) {
        Set<JsonType> others = EnumSet.allOf(JsonType.class);
        others.removeAll(types);
        return others;
    }

    private void take(Literal literal) {
        boolean positive = literal.positive();
        switch (literal.term().formula()) {
            case Formula.Constant constant -> clash |= constant.holds() != positive;
            case Formula.All all -> each(all.parts(), positive, positive);
            case Formula.Any any -> each(any.parts(), positive, !positive);
            case Formula.One one -> exactlyOne(one.parts(), positive);
            case Formula.Not not -> open.add(new Literal(not.part(), !positive));
            case Formula.Choice choice -> choice(choice, positive);
            case Formula.Reference reference ->
                    open.add(new Literal(terms.target(reference), positive));
            case Formula.Types of -> limit(positive ? of.types() : complement(of.types()));
            case Formula.UnseenMembers unseen -> Unseen.members(unseen, positive, this);
            case Formula.UnseenItems unseen -> Unseen.items(unseen, positive, this);
            case Formula.Scalars ignored -> facts.add(literal);
            case Formula.Opaque ignored -> facts.add(literal);
            default -> takeTyped(literal);
        }
    }

    private void takeTyped(Literal literal) {
        if (literal.positive()) {
            facts.add(literal);
        } else {
            limit(Set.of(Negation.type(literal.term().formula())));
            List<List<Formula>> instead = Negation.of(literal.term().formula());
            if (instead.isEmpty()) {
                facts.add(literal);
            } else {
                choose(
                        instead.stream()
                                .map(all -> all.stream().map(f -> terms.of(f).holds()).toList())
                                .toList());
            }
        }
    }

    private void limit(Set<JsonType> allowed) {
        types.retainAll(allowed);
        clash |= types.isEmpty();
    }

    private void each(List<Term> parts, boolean positive, boolean together) {
        List<Literal> literals = parts.stream().map(p -> new Literal(p, positive)).toList();
        if (together) {
            open.addAll(literals);
        } else {
            choose(literals.stream().map(List::of).toList());
        }
    }

    private void exactlyOne(List<Term> parts, boolean positive) {
        List<List<Literal>> alternatives = new ArrayList<>();
        if (positive) {
            for (Term one : parts) {
                alternatives.add(
                        parts.stream().map(p -> new Literal(p, p == one)).distinct().toList());
            }
        } else {
            alternatives.add(parts.stream().map(Term::fails).toList());
            for (int i = 0; i < parts.size(); i++) {
                for (int j = i + 1; j < parts.size(); j++) {
                    alternatives.add(List.of(parts.get(i).holds(), parts.get(j).holds()));
                }
            }
        }
        choose(alternatives);
    }

    private void choice(Formula.Choice choice, boolean positive) {
        choose(
                List.of(
                        List.of(choice.condition().holds(), new Literal(choice.then(), positive)),
                        List.of(
                                choice.condition().fails(),
                                new Literal(choice.otherwise(), positive))));
    }

    /** One of these must be taken, each with all its literals. */
    void choose(List<List<Literal>> alternatives) {
        if (alternatives.size() == 1) {
            open.addAll(alternatives.getFirst());
        } else {
            choices.add(alternatives);
        }
    }

    Terms terms() {
        return terms;
    }
}
