package io.graphbus.runtime;

import io.graphbus.chain.LastWords;
import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.signal.EngineSignal.AgentStopped;
import io.graphbus.signal.EngineSignal.GraphStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends one engine: lets work under way finish, interrupts what does not, turns away who comes too
 * late, and says what was left. From some moment on no agent executes anything, whatever other
 * threads try; only then are states saved and agents closed.
 */
final class Ending {

    private static final Logger log = LoggerFactory.getLogger(RuntimeExecutor.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Engine engine;
    private final List<RuntimeExecutor.Hook> hooks;
    private final Map<String, Long> cancelledBefore;

    Ending(Engine engine, List<RuntimeExecutor.Hook> hooks) {
        this.engine = engine;
        this.hooks = hooks;
        this.cancelledBefore = cancelled();
    }

    /**
     * Ends a start. An interrupt from before must not cost what the end is there to save.
     *
     * @param started in the order in which they were
     * @param failed has not come to run; {@code null} when all have
     */
    void unwind(List<LiveAgent> started, @Nullable LiveAgent failed) {
        boolean interrupted = Thread.interrupted();
        List<LiveAgent> agents = new ArrayList<>(started);
        if (failed != null) {
            agents.add(failed);
        }
        Collections.reverse(agents);
        var unused = run(agents, failed);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does it all, and returns what was left.
     *
     * @param agents to be stopped, in this order
     * @param failed the first of them, when it has not come to run
     */
    GraphStopped run(List<LiveAgent> agents, @Nullable LiveAgent failed) {
        engine.timer().close();
        engine.bus().outlet().pause();
        Duration limit = engine.options().drainTimeout();
        Duration fifth = limit.dividedBy(5);
        if (engine.awaitIdle(limit.minus(fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN))) {
            refuse();
        } else {
            interrupt();
        }
        engine.bus().outlet().close();
        hooks.forEach(RuntimeExecutor.Hook::stopping);
        stop(agents, failed);
        engine.close();
        return left();
    }

    /** Whoever was on the way in when the last work ended is waited for, or turned away. */
    private void refuse() {
        engine.turns().close();
        engine.awaitIdle(AFTER_INTERRUPT);
        engine.refuse();
        engine.agents().forEach(LiveAgent::shut);
        engine.awaitIdle(AFTER_INTERRUPT);
    }

    private void interrupt() {
        log.warn(
                "Still busy at the end of the time to drain, and interrupted: {}",
                engine.agents().stream()
                        .filter(LiveAgent::isBusy)
                        .map(LiveAgent::name)
                        .collect(Collectors.joining(", ")));
        engine.agents().forEach(LiveAgent::shut);
        engine.turns().close();
        engine.executions().interruptAll();
        engine.awaitIdle(AFTER_INTERRUPT);
        engine.refuse();
    }

    @SuppressWarnings("ReferenceEquality") // agents are themselves
    private void stop(List<LiveAgent> agents, @Nullable LiveAgent failed) {
        LastWords words = new LastWords();
        for (LiveAgent agent : agents) {
            agent.close();
            if (agent.needsClosing() && !words.say(agent.name(), agent::closeInstance)) {
                log.warn("{} did not end its close() and was interrupted", agent.name());
            }
            if (agent != failed) {
                engine.signals().send(new AgentStopped(agent.name()));
            }
        }
    }

    private Map<String, Long> cancelled() {
        return engine.agents().stream()
                .collect(Collectors.toMap(LiveAgent::name, Ending::cancelled));
    }

    private static long cancelled(LiveAgent agent) {
        return agent.everySubscription().stream().mapToLong(s -> s.count(Outcome.CANCELLED)).sum();
    }

    private GraphStopped left() {
        Map<String, Long> left = new TreeMap<>();
        RuntimeStats stats = RuntimeStats.of(engine); // one look, or an event is seen in both
        long before = cancelledBefore.values().stream().mapToLong(Long::longValue).sum();
        for (LiveAgent agent : engine.agents()) {
            long dropped = cancelled(agent) - cancelledBefore.getOrDefault(agent.name(), 0L);
            long waiting = agent.waiting();
            if (dropped + waiting > 0 || agent.isBusy()) {
                left.put(agent.name(), dropped + waiting);
            }
        }
        return new GraphStopped(stats.inFlight() + stats.cancelled() - before, left);
    }
}
