package io.graphbus.runtime;

import io.graphbus.bus.MessageBus;
import io.graphbus.conduct.ConductedLock;
import io.graphbus.conduct.Conductor;
import io.graphbus.invoke.Interceptor;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.Publication;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.AgentStarted;
import io.graphbus.signal.EngineSignal.AgentStopped;
import io.graphbus.signal.EngineSignal.GraphStarted;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Starts and stops a graph, one of both at a time, and knows in which phase it is. */
final class Lifecycle {

    private static final Logger log = LoggerFactory.getLogger(RuntimeExecutor.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final List<AgentMaker> makers;
    private final RuntimeOptions options;
    private final Signals signals;
    private final List<Interceptor> interceptors;
    private final List<RuntimeExecutor.Hook> hooks = new ArrayList<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private final ConductedLock lock = new ConductedLock();
    private volatile Phase phase = Phase.NEW;
    private volatile @Nullable Engine engine;

    private enum Phase {
        NEW,
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED
    }

    Lifecycle(
            AgentGraph graph,
            List<AgentMaker> makers,
            RuntimeOptions options,
            Signals signals,
            List<Interceptor> interceptors) {
        Map<String, Integer> places = new HashMap<>();
        graph.activationOrder().forEach(name -> places.put(name, places.size()));
        this.makers =
                makers.stream()
                        .sorted(
                                Comparator.comparingInt(
                                        m -> places.getOrDefault(m.definition().name(), -1)))
                        .toList();
        this.options = options;
        this.signals = signals;
        this.interceptors = interceptors;
    }

    void hook(RuntimeExecutor.Hook hook) {
        hooks.add(hook);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Gives an agent's instance the last state that was kept of it. */
    void restore(LiveAgent agent, Object instance) {
        for (RuntimeExecutor.Hook hook : hooks) {
            if (!hook.made(agent.definition(), instance, agent.maker().owned())) {
                throw new IllegalStateException("its last state does not fit it");
            }
        }
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /** The engine, for work from outside or from within its own executions. */
    Engine engine() {
        Engine current = engine;
        if (current != null && (phase == Phase.RUNNING || isInside(current))) {
            return current;
        }
        throw unavailable().toException();
    }

    private boolean isInside(Engine current) {
        return phase == Phase.STOPPING && current.executions().current() != null;
    }

    Engine engineEvenStopping() {
        Engine current = engine;
        if (current != null && (phase == Phase.RUNNING || phase == Phase.STOPPING)) {
            return current;
        }
        throw unavailable().toException();
    }

    @Nullable Engine engineOrNull() {
        return engine;
    }

    private Problem unavailable() {
        boolean before = phase == Phase.NEW || phase == Phase.STARTING;
        return Problem.of(
                before ? ProblemCode.NOT_STARTED : ProblemCode.STOPPED,
                "",
                before ? "the graph has not been started" : "the graph has been stopped",
                before
                        ? "Call start() first, and wait until it returns."
                        : "Call start() to run it again.");
    }

    void start() {
        lock.lock();
        try {
            if (phase == Phase.RUNNING) {
                return;
            }
            phase = Phase.STARTING;
            Engine fresh = new Engine(makers, options, signals, interceptors);
            engine = fresh;
            startAll(fresh);
            phase = Phase.RUNNING;
            int started = fresh.agents().size();
            log.atLevel(started == 0 ? Level.DEBUG : Level.INFO).log("Started {} agents", started);
            signals.send(new GraphStarted(fresh.agents().size()));
            hooks.forEach(RuntimeExecutor.Hook::started);
        } finally {
            lock.unlock();
        }
    }

    private void startAll(Engine fresh) {
        List<LiveAgent> started = new ArrayList<>();
        declareTopics(fresh.bus());
        for (LiveAgent agent : fresh.agents()) {
            orUnwind(fresh, agent, started, () -> subscriptions.wire(agent, fresh));
        }
        for (LiveAgent agent : fresh.agents()) {
            orUnwind(fresh, agent, started, () -> make(agent, fresh));
            agent.open();
            started.add(agent);
            signals.send(new AgentStarted(agent.name()));
            log.debug("Agent {} has started", agent.name());
        }
    }

    private void make(LiveAgent agent, Engine fresh) {
        agent.make(fresh, hooks);
    }

    private void orUnwind(Engine fresh, LiveAgent agent, List<LiveAgent> started, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) { // user code: constructors, what hooks call
            phase = Phase.STOPPED;
            agent.close();
            agent.closeIfOwned(agent.instance());
            unwind(fresh, started);
            throw failed(agent.definition(), e);
        }
    }

    private void declareTopics(MessageBus bus) {
        TreeSet<String> topics = new TreeSet<>();
        for (AgentMaker maker : makers) {
            AgentDefinition agent = maker.definition();
            topics.addAll(agent.publishes());
            agent.methods().forEach(m -> addAll(topics, m.publishes()));
            agent.subscriptions().forEach(s -> addAll(topics, s.publishes()));
            agent.subscriptions().stream()
                    .filter(s -> s.topic().isConcrete())
                    .forEach(s -> topics.add(s.topic().text()));
        }
        bus.topics().declare(topics);
    }

    private static void addAll(TreeSet<String> topics, List<Publication> publications) {
        publications.forEach(p -> topics.add(p.topic()));
    }

    private static GraphBusException failed(AgentDefinition agent, Throwable e) {
        if (e instanceof GraphBusException known) {
            return known;
        }
        return Problem.of(
                        ProblemCode.START_FAILED,
                        agent.name(),
                        agent.name() + " could not be started: " + e,
                        "Agents that had started before it were stopped again.")
                .toException(e);
    }

    private void unwind(Engine fresh, List<LiveAgent> started) {
        Collections.reverse(started);
        started.forEach(this::stopAgent);
        fresh.close();
    }

    /**
     * From within an agent the stop happens on a thread of its own, since it waits for that agent
     * too.
     */
    void stop() {
        Engine current = engine;
        if (current != null && current.executions().current() != null) {
            Conductor.current().startPlatform("graphbus-stop", this::stopNow);
        } else {
            stopNow();
        }
    }

    /** An interrupt from before the stop must not cost what the stop is there to save. */
    private void stopNow() {
        lock.lock();
        boolean interrupted = Thread.interrupted();
        try {
            Engine current = engine;
            if (phase != Phase.RUNNING || current == null) {
                return;
            }
            phase = Phase.STOPPING;
            drain(current);
            hooks.forEach(RuntimeExecutor.Hook::stopping);
            List<LiveAgent> agents = current.agents();
            Collections.reverse(agents);
            agents.forEach(this::stopAgent);
            current.close();
            phase = Phase.STOPPED;
            long undone = RuntimeStats.of(current).inFlight();
            log.atLevel(agents.isEmpty() ? Level.DEBUG : Level.INFO)
                    .log(
                            "Stopped {} agents; {} deliveries were left undone",
                            agents.size(),
                            undone);
            signals.send(new GraphStopped(undone));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    private void drain(Engine current) {
        current.timer().close();
        if (current.awaitIdle(options.drainTimeout())) {
            return;
        }
        List<String> busy =
                current.agents().stream().filter(LiveAgent::isBusy).map(LiveAgent::name).toList();
        log.warn(
                "Still busy {} ms after the stop began, and interrupted: {}",
                options.drainTimeout().toMillis(),
                String.join(", ", busy));
        current.agents().forEach(LiveAgent::shut);
        current.executions().interruptAll();
        current.awaitIdle(AFTER_INTERRUPT);
    }

    private void stopAgent(LiveAgent agent) {
        agent.close();
        agent.closeIfOwned(agent.instance());
        signals.send(new AgentStopped(agent.name()));
    }
}
