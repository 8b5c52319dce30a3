package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.JsonType;
import java.util.ArrayList;
import java.util.List;

/** What a condition on one type means when it must not hold. */
final class Negation {

    private Negation() {}

    /** The type of value that can break it. */
    static JsonType type(Formula formula) {
        return switch (formula) {
            case Formula.Least f -> JsonType.NUMBER;
            case Formula.Most f -> JsonType.NUMBER;
            case Formula.Multiple f -> JsonType.NUMBER;
            case Formula.MinLength f -> JsonType.STRING;
            case Formula.MaxLength f -> JsonType.STRING;
            case Formula.Matches f -> JsonType.STRING;
            case Formula.MinItems f -> JsonType.ARRAY;
            case Formula.MaxItems f -> JsonType.ARRAY;
            case Formula.Items f -> JsonType.ARRAY;
            case Formula.Contains f -> JsonType.ARRAY;
            case Formula.Distinct f -> JsonType.ARRAY;
            default -> JsonType.OBJECT;
        };
    }

    /**
     * Conditions of which one must hold instead, for a value of that type; empty when there is no
     * simpler way to say it.
     */
    static List<List<Formula>> of(Formula formula) {
        return switch (formula) {
            case Formula.Least f -> one(new Formula.Most(f.bound(), !f.exclusive()));
            case Formula.Most f -> one(new Formula.Least(f.bound(), !f.exclusive()));
            case Formula.MinLength f -> one(new Formula.MaxLength(f.length() - 1));
            case Formula.MaxLength f -> one(new Formula.MinLength(more(f.length())));
            case Formula.MinMembers f -> one(new Formula.MaxMembers(f.count() - 1));
            case Formula.MaxMembers f -> one(new Formula.MinMembers(more(f.count())));
            case Formula.MinItems f -> one(new Formula.MaxItems(f.count() - 1));
            case Formula.MaxItems f -> one(new Formula.MinItems(more(f.count())));
            case Formula.Contains f -> contains(f);
            default -> List.of();
        };
    }

    private static int more(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }

    private static List<List<Formula>> one(Formula formula) {
        return List.of(List.of(formula));
    }

    private static List<List<Formula>> contains(Formula.Contains f) {
        List<List<Formula>> either = new ArrayList<>();
        if (f.least() > 0) {
            either.add(List.of(new Formula.Contains(f.item(), 0, f.least() - 1)));
        }
        if (f.most() < Integer.MAX_VALUE) {
            either.add(List.of(new Formula.Contains(f.item(), f.most() + 1, Integer.MAX_VALUE)));
        }
        return either.isEmpty() ? one(new Formula.Constant(false)) : either;
    }
}
