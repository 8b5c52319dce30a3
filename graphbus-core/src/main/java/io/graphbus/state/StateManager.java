package io.graphbus.state;

import io.graphbus.agent.Stateful;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.schema.Json;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.Signals;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/**
 * Saves the state of every {@link Stateful} agent at intervals and when the graph stops, and gives
 * it back when the agent is made again. A state that did not change is not saved twice. Usable from
 * any thread.
 */
public final class StateManager implements RuntimeExecutor.Hook {

    private static final Logger log = LoggerFactory.getLogger(StateManager.class);

    /** What an agent captures that has no state yet. */
    private static final String NOTHING = "null";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RuntimeExecutor runtime;
    private final StateStore store;
    private final RuntimeOptions options;
    private final Signals signals;
    private final Map<String, AgentDefinition> stateful = new ConcurrentHashMap<>();
    private final Map<String, String> saved = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService timer;

    public StateManager(
            RuntimeExecutor runtime, StateStore store, RuntimeOptions options, Signals signals) {
        this.runtime = runtime;
        this.store = store;
        this.options = options;
        this.signals = signals;
    }

    @Override
    public void made(AgentDefinition definition, Object instance) {
        if (instance instanceof Stateful<?> agent) {
            stateful.put(definition.name(), definition);
            restore(definition.name(), agent);
        }
    }

    /**
     * A state that cannot be read is put aside; a store that is away keeps the agent from starting,
     * or its state would be lost.
     */
    private void restore(String name, Stateful<?> agent) {
        saved.remove(name);
        try {
            store.load(name).ifPresent(last -> restore(name, agent, last));
        } catch (GraphBusException e) {
            if (e.problem().code() != ProblemCode.STATE_CORRUPT) {
                throw e;
            }
            report(e.problem());
            store.setAside(name);
        }
    }

    private void restore(String name, Stateful<?> agent, StoredState last) {
        if (last.json().equals(NOTHING)) {
            return;
        }
        try {
            restore(agent, last.json());
        } catch (RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) { // user code: whatever it cannot take is corrupt
            throw corrupt(name, e).toException(e);
        }
        saved.put(name, last.json());
        log.info("Restored the state of {} as of {}", name, last.savedAt());
    }

    private static Problem corrupt(String name, Throwable e) {
        return Problem.of(
                ProblemCode.STATE_CORRUPT,
                name,
                "the saved state of " + name + " does not fit it: " + reason(e),
                "The agent starts fresh. Clear its state, or give it a migration.");
    }

    @SuppressWarnings("unchecked")
    private static <S> void restore(Stateful<S> agent, String json) {
        JavaType self = Json.MAPPER.constructType(agent.getClass());
        JavaType state = self.findSuperType(Stateful.class).containedTypeOrUnknown(0);
        S value = (S) Json.MAPPER.readValue(json, state);
        agent.restoreState(value);
    }

    @Override
    public void started() {
        ScheduledExecutorService fresh =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "graphbus-state");
                            thread.setDaemon(true);
                            return thread;
                        });
        long millis = options.stateInterval().toMillis();
        fresh.scheduleWithFixedDelay(this::saveAll, millis, millis, TimeUnit.MILLISECONDS);
        timer = fresh;
    }

    @Override
    public void stopping() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdown();
            timer = null;
        }
        saveAll();
    }

    /**
     * Captures every stateful agent now. One that fails is reported and keeps its last good state.
     */
    public void saveAll() {
        stateful.values().forEach(this::save);
    }

    private synchronized void save(AgentDefinition agent) {
        String name = agent.name();
        try {
            String json = runtime.inTurn(name, "capture state", PATIENCE, StateManager::capture);
            if (!json.equals(saved.getOrDefault(name, NOTHING))) {
                String version = agent.contract().version().text();
                store.save(new StoredState(name, version, json, options.clock().instant()));
                saved.put(name, json);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // user code, or the store
            report(notSaved(name, e));
        }
    }

    private static String capture(Object agent) {
        return Json.MAPPER.writeValueAsString(((Stateful<?>) agent).captureState());
    }

    private static Problem notSaved(String name, Throwable e) {
        return e instanceof GraphBusException known
                ? known.problem()
                : Problem.of(
                        ProblemCode.STATE_NOT_SAVED,
                        name,
                        "the state of " + name + " could not be captured: " + reason(e),
                        "Let captureState return a record of texts, numbers, lists and maps.");
    }

    private static String reason(Throwable e) {
        return e instanceof JacksonException jackson ? Json.reason(jackson) : e.toString();
    }

    private void report(Problem problem) {
        log.warn("{} ({})", problem, problem.hint());
        signals.send(new ProblemReported(problem));
    }
}
