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
import io.graphbus.store.StateStore.Use;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final int TRIES = 20;
    private static final long MOMENT = 1_000_000;

    private final RuntimeExecutor runtime;
    private final StateStore store;
    private final StateUpgrade upgrade;
    private final RuntimeOptions options;
    private final Signals signals;
    private final StoredStates stored;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Set<String> fresh = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Use> use = new AtomicReference<>();
    private volatile SaveThreads threads = new SaveThreads(Conductor.current());

    public StateManager(
            RuntimeExecutor runtime,
            StateStore store,
            StateUpgrade upgrade,
            RuntimeOptions options,
            Signals signals) {
        this.runtime = runtime;
        this.store = store;
        this.upgrade = upgrade;
        this.options = options;
        this.signals = signals;
        this.stored = new StoredStates(store, upgrade, options.clock());
    }

    @Override
    public boolean made(AgentDefinition definition, Object instance, boolean owned) {
        if (!(instance instanceof Stateful<?> agent)) {
            return true;
        }
        String name = definition.name();
        if (use.get() == null) {
            use.set(store.use());
        }
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
            return restore(mine, agent, mine.upgraded(last, upgrade));
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
                .forEach(mine -> threads.after(Duration.ZERO, () -> save(mine)));
    }

    /** Nobody else enters agents by now; one that is still at work cannot be captured. */
    @Override
    public void stopping() {
        threads.close();
        threads = new SaveThreads(Conductor.current());
        kept.values().forEach(this::saveLast);
        kept.clear();
        Use used = use.getAndSet(null);
        if (used != null) {
            used.close();
        }
    }

    /** Mail that came too late may be on its way out of an agent for a moment. */
    private void saveLast(Kept mine) {
        Throwable failure = failure(mine);
        for (int i = 0; i < TRIES && isOver(failure); i++) {
            Conductor.current().park(this, MOMENT);
            failure = failure(mine);
        }
        if (failure != null) {
            complain(mine, failure);
        }
    }

    /**
     * Captures every stateful agent now. One that fails is reported and keeps its last good state.
     */
    public void saveAll() {
        kept.values().forEach(this::save);
    }

    /**
     * Captures one agent now, if it has state.
     *
     * @return whether it is saved as it is
     */
    public boolean captureNow(String agent) {
        Kept mine = kept.get(agent);
        return mine != null && save(mine);
    }

    /**
     * Gives a running agent another state, in its turn, and saves it. An agent that does not take
     * it gets back the one it had.
     *
     * @throws GraphBusException {@code INVALID_PAYLOAD} when it is not such a state, {@code
     *     NOT_FOUND} when the agent has none
     */
    public void replace(String agent, String json) {
        Kept mine = kept.get(agent);
        if (mine == null) {
            throw StateProblems.none(agent).toException();
        }
        runtime.inTurn(
                agent,
                "replace state",
                PATIENCE,
                instance -> {
                    replace(mine, (Stateful<?>) instance, json);
                    return true;
                });
        mine.saved(Kept.NOTHING);
        save(mine);
    }

    private static <S> void replace(Kept mine, Stateful<S> agent, String json) {
        S wanted;
        try {
            wanted = Objects.requireNonNull(StateJson.read(agent, json), "there is no value");
        } catch (RuntimeException | StackOverflowError e) { // its records check what they are given
            throw StateProblems.notAState(mine, e).toException(e);
        }
        S before = agent.captureState();
        try {
            agent.restoreState(wanted);
        } catch (Throwable e) { // user code
            agent.restoreState(before);
            throw StateProblems.refused(mine, e).toException(e);
        }
    }

    /** For deliveries that are kept together with the state they lead to. */
    public CommittedStates committed() {
        return new CommittedStates(kept::get, runtime::instance, stored);
    }

    private void saveOrRetry(Kept mine) {
        if (!save(mine)) {
            threads.after(options.stateInterval(), () -> saveOrRetry(mine));
        }
    }

    /** When the graph is stopping, the last save is yet to come and nothing is lost. */
    private boolean save(Kept mine) {
        Throwable failure = failure(mine);
        if (failure == null || isOver(failure)) {
            return true;
        }
        complain(mine, failure);
        return false;
    }

    private static boolean isOver(@Nullable Throwable failure) {
        return failure instanceof GraphBusException known
                && known.problem().code() == ProblemCode.STOPPED;
    }

    private @Nullable Throwable failure(Kept mine) {
        try {
            Capture capture =
                    runtime.inTurn(mine.agent(), "capture state", PATIENCE, mine::capture);
            mine.save(capture, () -> stored.saveOurs(mine, capture.json()));
        } catch (Throwable e) { // user code, or the store
            return e;
        }
        if (mine.succeeded()) {
            log.info("The state of {} is saved again", mine.agent());
        }
        return null;
    }

    private void complain(Kept mine, Throwable failure) {
        Problem problem = StateProblems.notSaved(mine, failure);
        boolean never = problem.code() == ProblemCode.NOT_STARTED;
        if (!never && mine.failed(problem, failure)) {
            report(problem);
        }
    }

    private void report(Problem problem) {
        log.warn("{} ({})", problem, problem.hint());
        signals.send(new ProblemReported(problem));
    }
}
