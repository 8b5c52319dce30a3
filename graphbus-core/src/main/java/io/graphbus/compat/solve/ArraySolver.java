package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.Literal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds an array. Items behind all that are spoken of one by one are alike, so that it is enough to
 * try as many of them as there are conditions that ask for an item.
 */
final class ArraySolver {

    private static final int MANY = 40;
    private static final int LARGEST = 100_000;

    private final Solver solver;
    private final List<Formula.Items> items;
    private final List<Formula.Items> broken;
    private final List<Formula.Contains> counts;
    private final boolean distinct;
    private final boolean twice;
    private final int least;
    private final int most;

    ArraySolver(Solver solver, Facts facts) {
        this.solver = solver;
        this.items = facts.holding(Formula.Items.class).toList();
        this.broken = facts.failing(Formula.Items.class).toList();
        this.counts = facts.holding(Formula.Contains.class).toList();
        this.distinct = facts.holding(Formula.Distinct.class).findAny().isPresent();
        this.twice = facts.failing(Formula.Distinct.class).findAny().isPresent();
        this.least =
                facts.holding(Formula.MinItems.class)
                        .mapToInt(Formula.MinItems::count)
                        .max()
                        .orElse(0);
        this.most =
                facts.holding(Formula.MaxItems.class)
                        .mapToInt(Formula.MaxItems::count)
                        .min()
                        .orElse(Integer.MAX_VALUE);
    }

    Outcome solve() {
        if (counts.stream().anyMatch(c -> c.least() > c.most()) || least > most) {
            return Outcome.NONE;
        }
        long asked = counts.stream().mapToLong(Formula.Contains::least).sum();
        long spoken = leading() + asked + broken.size() + (twice ? 2 : 0);
        long longest = Math.min(most, Math.max(least, leading()) + spoken - leading());
        if (longest > MANY) {
            return spoken <= MANY && least >= spoken && !distinct
                    ? large((int) spoken)
                    : Outcome.UNKNOWN;
        }
        Outcome best = Outcome.NONE;
        for (int length = least; length <= longest && !best.isFound(); length++) {
            best = best.or(ofLength(length));
        }
        return best;
    }

    /** How many items are spoken of one by one. */
    private int leading() {
        int leading = 0;
        for (List<Formula.Items> all : List.of(items, broken)) {
            for (Formula.Items one : all) {
                leading = Math.max(leading, one.first().size());
            }
        }
        return leading;
    }

    /**
     * An array with many items, of which all behind the first are alike.
     *
     * @param first how many are enough for all that is asked of single items
     */
    private Outcome large(int first) {
        if (least > LARGEST) {
            return Outcome.UNKNOWN;
        }
        Set<Literal> rest = slots(leading() + 1).getLast();
        List<Formula.Contains> limits =
                counts.stream().filter(c -> c.most() < Integer.MAX_VALUE).toList();
        limits.forEach(limit -> rest.add(limit.item().fails()));
        Outcome item = solver.solve(rest);
        Outcome head = item.value() == null ? item : ofLength(first);
        if (item.value() == null || !(head.value() instanceof ArrayNode array)) {
            return head.isNone() && !limits.isEmpty() ? Outcome.UNKNOWN : head;
        }
        ArrayNode all = array.deepCopy();
        while (all.size() < least) {
            all.add(item.value());
        }
        return Outcome.found(all, item.isFound() && head.isFound());
    }

    private List<Set<Literal>> slots(int length) {
        List<Set<Literal>> slots = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Set<Literal> conditions = new LinkedHashSet<>();
            for (Formula.Items group : items) {
                conditions.add(at(group, i));
            }
            slots.add(conditions);
        }
        return slots;
    }

    private static Literal at(Formula.Items group, int index) {
        return (index < group.first().size() ? group.first().get(index) : group.rest()).holds();
    }

    private Outcome ofLength(int length) {
        List<Set<Literal>> slots = slots(length);
        for (Set<Literal> slot : slots) {
            if (solver.solve(slot).isNone()) {
                return Outcome.NONE;
            }
        }
        return breakItems(0, slots);
    }

    private Outcome breakItems(int next, List<Set<Literal>> slots) {
        if (next == broken.size()) {
            return count(0, slots);
        }
        Outcome best = Outcome.NONE;
        Set<List<Set<Literal>>> tried = new HashSet<>();
        for (int i = 0; i < slots.size() && !best.isFound(); i++) {
            Set<Literal> slot = plus(slots.get(i), at(broken.get(next), i).not());
            if (tried.add(List.of(slots.get(i), slot)) && !solver.solve(slot).isNone()) {
                best = best.or(breakItems(next + 1, with(slots, i, slot)));
            }
        }
        return best;
    }

    private Outcome count(int next, List<Set<Literal>> slots) {
        return next == counts.size() ? repeat(slots) : count(next, 0, 0, slots);
    }

    /** Decides of each item whether it is counted; of the rest not, where any number will do. */
    private Outcome count(int next, int index, int counted, List<Set<Literal>> slots) {
        Formula.Contains contains = counts.get(next);
        if (!solver.mayTry()) {
            return Outcome.UNKNOWN;
        }
        if (counted > contains.most() || counted + slots.size() - index < contains.least()) {
            return Outcome.NONE;
        }
        boolean any = contains.most() == Integer.MAX_VALUE && counted == contains.least();
        if (index == slots.size() || any) {
            return count(next + 1, slots);
        }
        Outcome best = Outcome.NONE;
        for (boolean in : new boolean[] {true, false}) {
            if (best.isFound()) {
                return best;
            }
            if (!in && contains.most() == Integer.MAX_VALUE) {
                best = best.or(count(next, index + 1, counted, slots));
            } else {
                Set<Literal> slot = plus(slots.get(index), new Literal(contains.item(), in));
                if (!solver.solve(slot).isNone()) {
                    int now = counted + (in ? 1 : 0);
                    best = best.or(count(next, index + 1, now, with(slots, index, slot)));
                }
            }
        }
        return best;
    }

    /** Two equal items, where the array must not be without. */
    private Outcome repeat(List<Set<Literal>> slots) {
        if (!twice) {
            return finish(slots);
        }
        Outcome best = Outcome.NONE;
        Set<List<Set<Literal>>> tried = new HashSet<>();
        for (int i = 0; i < slots.size(); i++) {
            for (int j = i + 1; j < slots.size() && !best.isFound(); j++) {
                Set<Literal> both = new LinkedHashSet<>(slots.get(i));
                both.addAll(slots.get(j));
                if (tried.add(List.of(slots.get(i), slots.get(j)))
                        && !solver.solve(both).isNone()) {
                    best = best.or(finish(with(with(slots, i, both), j, both)));
                }
            }
        }
        return best;
    }

    private Outcome finish(List<Set<Literal>> slots) {
        boolean sure = true;
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> values = new LinkedHashSet<>();
        for (Set<Literal> slot : slots) {
            Outcome item = distinct ? another(slot, values) : solver.solve(slot);
            if (item.value() == null) {
                boolean exact = values.isEmpty() || !distinct || new HashSet<>(slots).size() == 1;
                return exact ? item : Outcome.UNKNOWN;
            }
            sure &= item.isFound();
            values.add(item.value());
            array.add(item.value());
        }
        return Outcome.found(array, sure);
    }

    private Outcome another(Set<Literal> slot, Set<JsonNode> values) {
        Set<Literal> goal = new LinkedHashSet<>(slot);
        values.forEach(value -> goal.add(solver.terms().value(value).fails()));
        return solver.solve(goal);
    }

    private static Set<Literal> plus(Set<Literal> slot, Literal literal) {
        Set<Literal> more = new LinkedHashSet<>(slot);
        more.add(literal);
        return more;
    }

    private static List<Set<Literal>> with(List<Set<Literal>> slots, int index, Set<Literal> slot) {
        List<Set<Literal>> more = new ArrayList<>(slots);
        more.set(index, slot);
        return more;
    }
}
