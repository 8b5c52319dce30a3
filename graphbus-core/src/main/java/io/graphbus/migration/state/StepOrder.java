package io.graphbus.migration.state;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Kahn's algorithm over the steps of all agents: of those that nothing has to come before, the one
 * of the first agent by name. For one thread.
 */
final class StepOrder {

    private static final Comparator<StateStep> BY_NAME =
            Comparator.comparing(StateStep::agent).thenComparing(StateStep::place);

    private final List<StateStep> steps;
    private final Map<StateStep, Set<StateStep>> before = new HashMap<>();

    /**
     * @param steps each agent's in their order, which is kept
     */
    StepOrder(List<StateStep> steps) {
        this.steps = List.copyOf(steps);
        steps.forEach(step -> before.put(step, new TreeSet<>(BY_NAME)));
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).agent().equals(steps.get(i - 1).agent())) {
                put(steps.get(i - 1), steps.get(i));
            }
        }
    }

    /** Says that a step has to come before another one. */
    void put(StateStep first, StateStep then) {
        before.computeIfAbsent(then, s -> new TreeSet<>(BY_NAME)).add(first);
    }

    /**
     * All steps in an order that keeps what was said.
     *
     * @throws io.graphbus.problem.GraphBusException {@code MIGRATION_CYCLE} with the steps of one
     */
    List<StateStep> sorted() {
        Map<StateStep, Integer> waiting = new HashMap<>();
        Map<StateStep, List<StateStep>> after = new HashMap<>();
        PriorityQueue<StateStep> ready = new PriorityQueue<>(BY_NAME);
        for (StateStep step : steps) {
            Set<StateStep> first = before.getOrDefault(step, Set.of());
            waiting.put(step, first.size());
            first.forEach(f -> after.computeIfAbsent(f, s -> new ArrayList<>()).add(step));
            if (first.isEmpty()) {
                ready.add(step);
            }
        }
        List<StateStep> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            StateStep step = ready.remove();
            sorted.add(step);
            for (StateStep next : after.getOrDefault(step, List.of())) {
                if (waiting.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (sorted.size() < steps.size()) {
            throw cyclic(Set.copyOf(sorted)).toException();
        }
        return sorted;
    }

    private Problem cyclic(Set<StateStep> done) {
        List<StateStep> cycle = cycle(done);
        String nodes =
                cycle.reversed().stream()
                        .map(StateStep::toString)
                        .collect(Collectors.joining(" -> "));
        return Problem.of(
                ProblemCode.MIGRATION_CYCLE,
                cycle.getLast().agent(),
                "these migrations wait for each other: " + nodes,
                "Split one of them: a migration that adds the new beside the old (expand), and one to"
                        + " a later version that takes the old away (contract); let the others"
                        + " depend on the first.");
    }

    /**
     * Where one goes on from what has to come before to what has to come before that, it closes.
     */
    private List<StateStep> cycle(Set<StateStep> done) {
        List<StateStep> way = new ArrayList<>();
        StateStep step = left(steps, done).orElseThrow();
        while (!way.contains(step)) {
            way.add(step);
            step = left(before.getOrDefault(step, Set.of()), done).orElseThrow();
        }
        List<StateStep> cycle = new ArrayList<>(way.subList(way.indexOf(step), way.size()));
        cycle.add(step);
        return cycle;
    }

    private static Optional<StateStep> left(Iterable<StateStep> among, Set<StateStep> done) {
        StateStep first = null;
        for (StateStep step : among) {
            boolean earlier = first == null || BY_NAME.compare(step, first) < 0;
            if (!done.contains(step) && earlier) {
                first = step;
            }
        }
        return Optional.ofNullable(first);
    }
}
