package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.migration.MigrationPaths;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Version;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out which steps states take, and in which order. For one thread. */
final class Planner {

    private final StateStore states;
    private final Collection<Migration> migrations;
    private final Goal goal;
    private final Map<String, List<StateStep>> steps = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Planner(StateStore states, Collection<Migration> migrations, Goal goal) {
        this.states = states;
        this.migrations = migrations;
        this.goal = goal;
    }

    /**
     * The steps in their order.
     *
     * @throws GraphBusException with every way that is missing and everything that has to be done
     *     first, or {@code MIGRATION_CYCLE}
     */
    List<StateStep> plan() {
        for (String agent : agents(states, goal)) {
            states.load(agent)
                    .ifPresentOrElse(
                            this::take,
                            () -> problems.add(StateFaults.noState(agent, states.list())));
        }
        List<StateStep> all = steps.values().stream().flatMap(List::stream).toList();
        StepOrder order = new StepOrder(all);
        all.forEach(step -> orderByNeeds(order, step));
        steps.keySet().forEach(agent -> orderByDependencies(order, agent));
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        return order.sorted();
    }

    /** Whose states it is about, sorted. */
    static List<String> agents(StateStore states, Goal goal) {
        return goal.agents().isEmpty()
                ? states.list().stream().map(StoredState::agent).sorted().toList()
                : goal.agents().stream().sorted().toList();
    }

    private void take(StoredState state) {
        if (!Version.isValid(state.schemaVersion())) {
            boolean concerned = goal.versions().containsKey(state.agent());
            if (concerned || !paths(state.agent()).versions().isEmpty()) {
                problems.add(StateFaults.noVersion(state));
            }
            return;
        }
        Version from = Version.of(state.schemaVersion());
        MigrationPaths paths = paths(state.agent());
        Version to = target(state.agent(), from);
        Optional<MigrationPath> path = paths.find(from, to);
        if (path.isEmpty()) {
            problems.add(StateFaults.noPath(state, to, paths.versions()));
            return;
        }
        List<StateStep> own = new ArrayList<>();
        for (Step step : path.get().steps()) {
            own.add(new StateStep(state.agent(), own.size(), step));
        }
        steps.put(state.agent(), own);
    }

    /** Whether a state has a way to a version. */
    static boolean leads(Collection<Migration> migrations, StoredState state, Version version) {
        return Version.isValid(state.schemaVersion())
                && paths(migrations, state.agent())
                        .find(Version.of(state.schemaVersion()), version)
                        .isPresent();
    }

    private MigrationPaths paths(String agent) {
        return paths(migrations, agent);
    }

    private static MigrationPaths paths(Collection<Migration> migrations, String agent) {
        return new MigrationPaths(
                migrations.stream().filter(m -> m.id().agent().equals(agent)).toList(), Set.of());
    }

    private Version target(String agent, Version from) {
        Version wanted = goal.versions().get(agent);
        return wanted != null
                ? wanted
                : migrations.stream()
                        .filter(m -> m.id().agent().equals(agent))
                        .map(m -> m.id().to())
                        .filter(to -> to.compareTo(from) > 0)
                        .max(Comparator.naturalOrder())
                        .orElse(from);
    }

    private void orderByNeeds(StepOrder order, StateStep step) {
        for (String text : step.migration().dependsOn()) {
            Need.of(text)
                    .ifPresentOrElse(
                            need -> orderByNeed(order, step, need),
                            () -> problems.add(StateFaults.noNeed(step, text)));
        }
    }

    /** The way back is gone in the other order. */
    private void orderByNeed(StepOrder order, StateStep step, Need need) {
        boolean forward = step.step().forward();
        List<StateStep> met =
                steps.getOrDefault(need.agent(), List.of()).stream()
                        .filter(other -> other.step().forward() == forward)
                        .filter(other -> need.isMetBy(other.migration().id()))
                        .toList();
        if (!forward) {
            met.forEach(other -> order.put(step, other));
            return;
        }
        if (!met.isEmpty()) {
            order.put(met.getFirst(), step);
        }
        states.load(need.agent())
                .filter(saved -> !isMet(need, saved))
                .ifPresent(saved -> problems.add(needed(step, need, saved)));
    }

    /** Whether the state has what is needed once all of the plan is done. */
    private boolean isMet(Need need, StoredState saved) {
        List<StateStep> own = steps.getOrDefault(need.agent(), List.of());
        return own.isEmpty()
                ? Version.isValid(saved.schemaVersion())
                        && need.isMetAt(Version.of(saved.schemaVersion()))
                : need.isMetAt(own.getLast().step().to());
    }

    private Problem needed(StateStep step, Need need, StoredState saved) {
        List<StateStep> own = steps.getOrDefault(need.agent(), List.of());
        return StateFaults.needed(
                step,
                need,
                own.isEmpty()
                        ? "the saved state is of " + saved.schemaVersion()
                        : "the plan takes it to " + own.getLast().step().to());
    }

    /**
     * All that an agent depends on comes first, also what it depends on by agents without steps.
     */
    private void orderByDependencies(StepOrder order, String agent) {
        Set<String> first = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(agent));
        while (!open.isEmpty()) {
            for (String next : goal.dependencies().getOrDefault(open.removeLast(), List.of())) {
                if (first.add(next)) {
                    open.add(next);
                }
            }
        }
        List<StateStep> own = steps.getOrDefault(agent, List.of());
        first.stream()
                .filter(other -> !other.equals(agent) && !own.isEmpty())
                .map(other -> steps.getOrDefault(other, List.of()))
                .filter(other -> !other.isEmpty())
                .forEach(other -> order.put(other.getLast(), own.getFirst()));
    }
}
