package io.graphbus.state;

import io.graphbus.agent.Stateful;
import io.graphbus.conduct.Conductor;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.Signals;
import io.graphbus.state.Kept.Capture;
import io.graphbus.store.CapturePolicy;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves the state of every {@link Stateful} agent as the {@link CapturePolicy} says and when the
 * graph stops, and gives it back when the agent is made again. A state that did not change is not
 * saved twice. Usable from any thread.
 */
public final class StateManager implements RuntimeExecutor.Hook {

    private static final Logger log = LoggerFactory.getLogger(StateManager.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(100);

    private final RuntimeExecutor runtime;
    private final StateStore store;
    private final RuntimeOptions options;
    private final Signals signals;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Set<String> fresh = ConcurrentHashMap.newKeySet();
    private volatile SaveThreads threads = new SaveThreads(Conductor.current());

    public StateManager(
            RuntimeExecutor runtime, StateStore store, RuntimeOptions options, Signals signals) {
        this.runtime = runtime;
        this.store = store;
        this.options = options;
        this.signals = signals;
    }

    @Override
    public boolean made(AgentDefinition definition, Object instance, boolean owned) {
        if (!(instance instanceof Stateful<?> agent)) {
            return true;
        }
        String name = definition.name();
        Kept mine = kept.computeIfAbsent(name, n -> new Kept(definition, owned, () -> changed(n)));
        mine.saved(Kept.NOTHING);
        return fresh.remove(name) || restore(mine, agent);
    }

    @Override
    public @Nullable Runnable afterEach(AgentDefinition definition) {
        boolean onStop = options.stateCapture() == CapturePolicy.ON_STOP;
        return onStop ? null : kept.get(definition.name());
    }

    private void changed(String agent) {
        Kept mine = kept.get(agent);
        if (mine != null && options.stateCapture() == CapturePolicy.AFTER_EXECUTION) {
            threads.after(mine.pause(), () -> saveOrRetry(mine));
        }
    }

    /**
     * A state that cannot be read is put aside; a store that is away keeps the agent from starting,
     * or its state would be lost.
     *
     * @return false when the agent has taken part of a state
     */
    private boolean restore(Kept mine, Stateful<?> agent) {
        try {
            StoredState last = store.load(mine.agent()).orElse(null);
            if (last == null || last.json().equals(Kept.NOTHING)) {
                return true;
            }
            return restore(mine, agent, last);
        } catch (GraphBusException e) {
            if (e.problem().code() != ProblemCode.STATE_CORRUPT) {
                throw e;
            }
            putAside(mine.agent(), e.problem());
            return true;
        }
    }

    private void putAside(String agent, Problem problem) {
        report(problem);
        store.setAside(agent);
    }

    private <S> boolean restore(Kept mine, Stateful<S> agent, StoredState last) {
        boolean touched = false;
        try {
            S state = StateJson.read(agent, last.json());
            touched = true;
            agent.restoreState(state);
        } catch (Throwable e) { // user code: whatever it cannot take is corrupt
            putAside(mine.agent(), StateProblems.unfit(mine, last, e, touched));
            if (touched && mine.isOwned()) {
                fresh.add(mine.agent());
            }
            return !touched;
        }
        mine.saved(last.json());
        log.info("Restored the state of {} as of {}", mine.agent(), last.savedAt());
        if (!last.schemaVersion().equals(StateProblems.version(mine))) {
            report(StateProblems.otherVersion(mine, last));
        }
        return true;
    }

    @Override
    public void started() {
        if (options.stateCapture() != CapturePolicy.ON_STOP && !kept.isEmpty()) {
            threads.every(options.stateInterval(), this::sweep);
        }
    }

    /** What an agent does by itself is saved after it; others may change a bean at any time. */
    private void sweep() {
        boolean all = options.stateCapture() == CapturePolicy.INTERVAL;
        kept.values().stream()
                .filter(mine -> all ? mine.mayHaveChanged() : !mine.isOwned())
                .forEach(mine -> threads.after(Duration.ZERO, () -> save(mine, PATIENCE)));
    }

    @Override
    public void stopping() {
        threads.close();
        threads = new SaveThreads(Conductor.current());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Kept mine : kept.values()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            boolean enough = left.compareTo(LITTLE_PATIENCE) > 0;
            save(mine, enough ? left : LITTLE_PATIENCE);
        }
        kept.clear();
    }

    /**
     * Captures every stateful agent now. One that fails is reported and keeps its last good state.
     */
    public void saveAll() {
        kept.values().forEach(mine -> save(mine, PATIENCE));
    }

    /**
     * Captures one agent now, if it has state.
     *
     * @return whether it is saved as it is
     */
    public boolean captureNow(String agent) {
        Kept mine = kept.get(agent);
        return mine != null && save(mine, PATIENCE);
    }

    private void saveOrRetry(Kept mine) {
        if (!save(mine, PATIENCE)) {
            threads.after(options.stateInterval(), () -> saveOrRetry(mine));
        }
    }

    private boolean save(Kept mine, Duration patience) {
        try {
            Capture capture =
                    runtime.inTurn(mine.agent(), "capture state", patience, mine::capture);
            mine.save(capture, () -> store.save(stored(mine, capture.json())));
            if (mine.succeeded()) {
                log.info("The state of {} is saved again", mine.agent());
            }
            return true;
        } catch (Throwable e) { // user code, or the store
            Problem problem = StateProblems.notSaved(mine, e);
            boolean stopped =
                    problem.code() == ProblemCode.STOPPED
                            || problem.code() == ProblemCode.NOT_STARTED;
            if (!stopped && mine.failed(problem, e)) {
                report(problem);
            }
            return stopped;
        }
    }

    private StoredState stored(Kept mine, String json) {
        return new StoredState(
                mine.agent(), StateProblems.version(mine), json, options.clock().instant());
    }

    private void report(Problem problem) {
        log.warn("{} ({})", problem, problem.hint());
        signals.send(new ProblemReported(problem));
    }
}
