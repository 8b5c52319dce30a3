package io.graphbus.compat.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Makes each term once, and knows what references mean. For one thread. */
public final class Terms {

    private final Map<Formula, Term> made = new HashMap<>();
    private final Map<String, Supplier<Term>> meanings = new HashMap<>();
    private final Map<String, Term> targets = new HashMap<>();

    public Term of(Formula formula) {
        return made.computeIfAbsent(formula, f -> new Term(made.size(), f));
    }

    public Term always() {
        return of(new Formula.Constant(true));
    }

    public Term never() {
        return of(new Formula.Constant(false));
    }

    public Term not(Term term) {
        return switch (term.formula()) {
            case Formula.Constant constant -> of(new Formula.Constant(!constant.holds()));
            case Formula.Not not -> not.part();
            default -> of(new Formula.Not(term));
        };
    }

    public Term all(List<Term> parts) {
        Set<Term> distinct = new LinkedHashSet<>();
        for (Term part : parts) {
            if (part == never()) {
                return part;
            }
            if (part.formula() instanceof Formula.All inner) {
                distinct.addAll(inner.parts());
            } else if (part != always()) {
                distinct.add(part);
            }
        }
        return switch (distinct.size()) {
            case 0 -> always();
            case 1 -> distinct.iterator().next();
            default -> of(new Formula.All(List.copyOf(distinct)));
        };
    }

    public Term any(List<Term> parts) {
        Set<Term> distinct = new LinkedHashSet<>();
        for (Term part : parts) {
            if (part == always()) {
                return part;
            }
            if (part.formula() instanceof Formula.Any inner) {
                distinct.addAll(inner.parts());
            } else if (part != never()) {
                distinct.add(part);
            }
        }
        return switch (distinct.size()) {
            case 0 -> never();
            case 1 -> distinct.iterator().next();
            default -> of(new Formula.Any(List.copyOf(distinct)));
        };
    }

    /** Exactly this value. */
    public Term value(JsonNode value) {
        return switch (JsonType.of(value)) {
            case ARRAY -> array(value);
            case OBJECT -> object(value);
            default -> of(new Formula.Scalars(Set.of(Scalar.normal(value))));
        };
    }

    private Term array(JsonNode value) {
        List<Term> items = new ArrayList<>();
        value.forEach(item -> items.add(value(item)));
        return all(
                List.of(
                        of(new Formula.Types(Set.of(JsonType.ARRAY))),
                        of(new Formula.MinItems(items.size())),
                        of(new Formula.MaxItems(items.size())),
                        of(new Formula.Items(List.copyOf(items), always()))));
    }

    private Term object(JsonNode value) {
        List<Term> parts = new ArrayList<>();
        parts.add(of(new Formula.Types(Set.of(JsonType.OBJECT))));
        Map<String, Term> members = new LinkedHashMap<>();
        value.properties()
                .forEach(
                        member -> {
                            members.put(member.getKey(), value(member.getValue()));
                            parts.add(of(new Formula.Required(member.getKey())));
                        });
        parts.add(of(new Formula.Members(members, Map.of(), never())));
        return all(parts);
    }

    /** A term that means what the supplier gives when it is first asked for. */
    Term reference(String key, Supplier<Term> meaning) {
        meanings.putIfAbsent(key, meaning);
        return of(new Formula.Reference(key));
    }

    /** What a reference means. */
    public Term target(Formula.Reference reference) {
        Term known = targets.get(reference.key());
        if (known == null) {
            known = meanings.getOrDefault(reference.key(), this::never).get();
            targets.put(reference.key(), known);
        }
        return known;
    }
}
