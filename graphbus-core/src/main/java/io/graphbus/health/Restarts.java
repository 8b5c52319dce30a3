package io.graphbus.health;

import io.graphbus.runtime.RuntimeExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Restarts agents that have failed, each at most so often within the policy's window and after a
 * pause that doubles. Usable from any thread.
 */
final class Restarts {

    private final HealthPolicy.Restart policy;
    private final RuntimeExecutor runtime;
    private final Predicate<String> failed;
    private final Consumer<String> missed;
    private final Map<String, Plan> plans = new HashMap<>();

    /**
     * None yet.
     *
     * @param failed whether an agent is still to be restarted
     * @param missed told of agents that could not be restarted
     */
    Restarts(
            HealthPolicy.Restart policy,
            RuntimeExecutor runtime,
            Predicate<String> failed,
            Consumer<String> missed) {
        this.policy = policy;
        this.runtime = runtime;
        this.failed = failed;
        this.missed = missed;
    }

    /** One agent's restarts. */
    private static final class Plan {
        final ArrayDeque<Instant> times = new ArrayDeque<>();
        boolean wanted;
        boolean pending;
    }

    /** An agent has failed once more. */
    synchronized void want(String agent, Instant now) {
        if (policy.max() > 0) {
            Plan plan = plans.computeIfAbsent(agent, a -> new Plan());
            plan.wanted = true;
            go(agent, plan, now);
        }
    }

    /** Restarts those that had been restarted too often, once their window has passed. */
    synchronized void look(Instant now) {
        plans.forEach((agent, plan) -> go(agent, plan, now));
    }

    synchronized boolean areAwaited() {
        return plans.values().stream().anyMatch(plan -> plan.wanted && !plan.pending);
    }

    private void go(String agent, Plan plan, Instant now) {
        plan.times.removeIf(at -> !at.plus(policy.window()).isAfter(now));
        if (!plan.wanted || plan.pending || plan.times.size() >= policy.max()) {
            return;
        }
        Duration delay = policy.delayAfter(plan.times.size());
        Instant at = now.plus(delay);
        plan.pending = true;
        plan.times.addLast(at);
        runtime.after(delay, () -> restart(agent, plan, at));
    }

    private void restart(String agent, Plan plan, Instant at) {
        if (failed.test(agent)) {
            runtime.restartAfter(Duration.ZERO, agent).exceptionally(e -> inVain(agent));
        } else {
            calledOff(plan, at);
        }
    }

    private @Nullable Void inVain(String agent) {
        done(agent);
        missed.accept(agent);
        return null;
    }

    private synchronized void calledOff(Plan plan, Instant at) {
        plan.times.remove(at);
        plan.pending = false;
        plan.wanted = false;
    }

    /** The graph stops: what was planned will not happen, and the next start begins anew. */
    synchronized void clear() {
        plans.clear();
    }

    /** An agent has been restarted: what fails from now on, fails anew. */
    synchronized void done(String agent) {
        Plan plan = plans.get(agent);
        if (plan != null) {
            plan.pending = false;
            plan.wanted = false;
        }
    }
}
