package io.graphbus.health;

import io.graphbus.health.AgentHealth.LastError;
import io.graphbus.health.AgentHealth.StuckOperation;
import io.graphbus.health.HealthState.Evidence;
import io.graphbus.health.HealthState.Verdict;
import io.graphbus.problem.RefusedPayloadException;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.runtime.RuntimeStats.Durations;
import io.graphbus.runtime.RuntimeStats.Executions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one agent since the start. Usable from any thread. */
final class WatchedAgent {

    private static final int SAMPLES = 12;

    private final String name;
    private final HealthPolicy policy;
    private final RuntimeExecutor runtime;
    private final Window window;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private @Nullable Duration p95;
    private @Nullable StuckOperation stuck;
    private @Nullable LastError lastError;
    private Verdict verdict;
    private Instant since;
    private int restarts;
    private long refused;

    WatchedAgent(String name, HealthPolicy policy, RuntimeExecutor runtime, Instant now) {
        this.name = name;
        this.policy = policy;
        this.runtime = runtime;
        this.window = new Window(policy);
        this.since = now;
        this.verdict = HealthState.judge(evidence(), policy);
    }

    /** Those that the agent had something to do with. */
    private Executions executions() {
        Executions all = runtime.executions(name);
        if (all.failed() < refused) { // counted anew since a start
            refused = 0;
        }
        return new Executions(all.succeeded(), all.failed() - refused);
    }

    private record Sample(Instant at, Durations durations) {}

    synchronized HealthStatus status() {
        return verdict.status();
    }

    /** A payload that was not given to the agent says nothing about it. */
    synchronized Optional<HealthChanged> failed(Throwable cause, Instant now) {
        if (cause instanceof RefusedPayloadException) {
            refused++;
            return Optional.empty();
        }
        window.failed(executions(), now);
        lastError = LastError.of(cause, now);
        return judge(now);
    }

    /** Judges anew by what is known now. */
    synchronized Optional<HealthChanged> look(Instant now) {
        window.look(executions(), now);
        return judge(now);
    }

    /** Whether an execution takes longer than it may, or does no more. */
    synchronized Optional<HealthChanged> lookWhetherStuck(Instant now) {
        stuck =
                runtime.stuck(name)
                        .map(s -> new StuckOperation(s.operation(), s.since()))
                        .orElse(null);
        return look(now);
    }

    /** Whether time alone may change what is known. */
    synchronized boolean isAgeing() {
        return stuck != null || window.failures() > 0;
    }

    /** Takes the durations of this moment. */
    synchronized void sample(Instant now) {
        Durations all = runtime.durations(name);
        Sample last = samples.peekLast();
        Duration pace = policy.windowDuration().dividedBy(SAMPLES);
        if (last == null || !now.isBefore(last.at.plus(pace))) {
            samples.addLast(new Sample(now, all));
        }
        while (samples.size() > SAMPLES + 1) {
            samples.removeFirst();
        }
        Durations latest = all.since(samples.getFirst().durations());
        Durations looked = samples.size() == 1 ? all : latest;
        p95 = looked.count() == 0 ? null : looked.quantile(0.95);
    }

    synchronized void restarted() {
        restarts++;
    }

    private Evidence evidence() {
        return new Evidence(window.run(), window.failures(), window.executions(), p95, stuck);
    }

    private Optional<HealthChanged> judge(Instant now) {
        HealthStatus before = verdict.status();
        verdict = HealthState.judge(evidence(), policy);
        if (verdict.status() == before) {
            return Optional.empty();
        }
        since = now;
        return Optional.of(
                new HealthChanged(name, before, verdict.status(), verdict.reason(), now));
    }

    synchronized AgentHealth detail() {
        Evidence known = evidence();
        Durations all = runtime.durations(name);
        Durations looked = samples.size() < 2 ? all : all.since(samples.getFirst().durations());
        return new AgentHealth(
                name,
                verdict.status(),
                since,
                verdict.reason(),
                known.errorRate(),
                known.executions(),
                known.run(),
                looked.quantile(0.5),
                looked.quantile(0.95),
                lastError,
                restarts,
                stuck);
    }
}
