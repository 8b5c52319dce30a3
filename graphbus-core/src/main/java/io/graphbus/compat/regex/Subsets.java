package io.graphbus.compat.regex;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The subset construction with a limit, which the library's own does not have. */
final class Subsets {

    private Subsets() {}

    /**
     * An equal automaton that is deterministic.
     *
     * @throws TooLargeException when it would have more states than {@code most}
     */
    static Automaton determinized(Automaton automaton, int most) {
        if (automaton.isDeterministic()) {
            return automaton;
        }
        Map<Set<State>, State> made = new HashMap<>();
        ArrayDeque<Set<State>> open = new ArrayDeque<>();
        Set<State> start = Set.of(automaton.getInitialState());
        Automaton result = new Automaton();
        State initial = new State();
        made.put(start, initial);
        open.add(start);
        while (!open.isEmpty()) {
            Set<State> subset = open.poll();
            State state = Objects.requireNonNull(made.get(subset), "made before");
            state.setAccept(subset.stream().anyMatch(State::isAccept));
            follow(subset, state, made, open);
            if (made.size() > most) {
                throw new TooLargeException();
            }
        }
        result.setInitialState(initial);
        result.setDeterministic(true);
        result.removeDeadTransitions();
        return result;
    }

    /** Sweeps over the characters; between two of the steps' ends the targets are the same. */
    private static void follow(
            Set<State> subset,
            State state,
            Map<Set<State>, State> made,
            ArrayDeque<Set<State>> open) {
        TreeMap<Integer, List<State>> begins = new TreeMap<>();
        TreeMap<Integer, List<State>> ends = new TreeMap<>();
        for (State from : subset) {
            for (Transition step : from.getTransitions()) {
                add(begins, step.getMin(), step.getDest());
                add(ends, step.getMax() + 1, step.getDest());
            }
        }
        TreeSet<Integer> cuts = new TreeSet<>(begins.keySet());
        cuts.addAll(ends.keySet());
        Map<State, Integer> targets = new HashMap<>();
        int first = 0;
        for (int cut : cuts) {
            if (!targets.isEmpty()) {
                Set<State> next = Set.copyOf(targets.keySet());
                State target = made.get(next);
                if (target == null) {
                    target = new State();
                    made.put(next, target);
                    open.add(next);
                }
                state.addTransition(new Transition((char) first, (char) (cut - 1), target));
            }
            begins.getOrDefault(cut, List.of()).forEach(to -> targets.merge(to, 1, Integer::sum));
            ends.getOrDefault(cut, List.of())
                    .forEach(to -> targets.computeIfPresent(to, (t, n) -> n == 1 ? null : n - 1));
            first = cut;
        }
    }

    private static void add(TreeMap<Integer, List<State>> at, int place, State state) {
        at.computeIfAbsent(place, p -> new ArrayList<>()).add(state);
    }
}
