package io.graphbus.runtime;

import io.graphbus.chain.LastWords;
import io.graphbus.conduct.ConductedLock;
import io.graphbus.conduct.Conductor;
import io.graphbus.gate.Interceptors;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import io.graphbus.signal.EngineSignal.AgentStarted;
import io.graphbus.signal.EngineSignal.GraphStarted;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.Signals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Starts and stops a graph, one of both at a time, and knows in which phase it is. */
final class Lifecycle {

    private static final Logger log = LoggerFactory.getLogger(RuntimeExecutor.class);

    private final List<AgentMaker> makers;
    private final RuntimeOptions options;
    private final Signals signals;
    private final Interceptors interceptors;
    private final List<RuntimeExecutor.Hook> hooks = new ArrayList<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private final ConductedLock lock = new ConductedLock();
    private volatile Phase phase = Phase.NEW;
    private volatile @Nullable Engine engine;
    private volatile boolean closed;

    private volatile boolean stopWanted;
    private volatile boolean interruptedStarter;

    /** The thread that starts the graph, while it does; guarded by this. */
    private @Nullable Thread starter;

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
            Interceptors interceptors) {
        Map<String, Integer> places = new HashMap<>();
        graph.activationOrder().forEach(name -> places.put(name, places.size()));
        Comparator<AgentMaker> order =
                Comparator.comparingInt(m -> places.getOrDefault(m.definition().name(), -1));
        this.makers = makers.stream().sorted(order).toList();
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
        return phase == Phase.NEW || phase == Phase.STARTING
                ? Reports.notStarted()
                : Reports.stopped(closed);
    }

    /** From an agent's close() nothing can be started, and what stops need not be stopped. */
    void start() {
        if (phase == Phase.RUNNING && !closed) {
            return;
        }
        Engine current = engine;
        boolean inside = current != null && current.executions().current() != null;
        if (LastWords.areThese() || (inside && phase == Phase.STOPPING)) {
            throw unavailable().toException();
        }
        lock.lock();
        try {
            if (closed) {
                throw unavailable().toException();
            }
            if (phase != Phase.RUNNING && phase != Phase.STARTING) {
                startNow();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startNow() {
        stopWanted = false;
        starting(Thread.currentThread());
        phase = Phase.STARTING;
        try {
            Engine fresh = new Engine(makers, options, signals, interceptors);
            engine = fresh;
            startAll(fresh);
            phase = Phase.RUNNING; // deliveries need it
            orUnwind(fresh, null, fresh.agents(), fresh.bus().outlet()::start);
            int count = fresh.agents().size();
            log.atLevel(count == 0 ? Level.DEBUG : Level.INFO).log("Started {} agents", count);
            signals.send(new GraphStarted(count));
            hooks.forEach(RuntimeExecutor.Hook::started);
        } finally {
            starting(null);
            phase = phase == Phase.STARTING ? Phase.STOPPED : phase;
        }
        if (stopWanted) {
            stopNow();
        }
    }

    private synchronized void starting(@Nullable Thread thread) {
        starter = thread;
        if (thread == null && interruptedStarter) {
            interruptedStarter = false;
            log.debug("The start was interrupted by a stop: {}", Thread.interrupted());
        }
    }

    /** A start that goes on for too long is given up for a stop. */
    private synchronized void interruptStart() {
        Thread thread = starter;
        if (thread != null) {
            stopWanted = true;
            interruptedStarter = true;
            thread.interrupt();
        }
    }

    private void startAll(Engine fresh) {
        List<LiveAgent> started = new ArrayList<>();
        Subscriptions.declare(makers, fresh.bus());
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
        if (interruptedStarter) {
            throw Reports.givenUp(agent.name()).toException();
        }
        agent.make(fresh, hooks);
    }

    /** Takes a step, of an agent or of none, or takes all of the start back. */
    private void orUnwind(
            Engine fresh, @Nullable LiveAgent agent, List<LiveAgent> started, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // user code: constructors, what hooks call
            phase = Phase.STOPPING;
            new Ending(fresh, hooks).unwind(started, agent);
            phase = Phase.STOPPED;
            if (agent == null) {
                throw e;
            }
            throw Reports.startFailed(agent.name(), e);
        }
    }

    /** Stops for good. */
    void close(Runnable afterwards) {
        closed = true;
        stop(afterwards);
    }

    /**
     * From within an agent the stop happens on a thread of its own, since it waits for that agent
     * too.
     */
    void stop(Runnable afterwards) {
        Engine current = engine;
        if (current != null && current.executions().current() != null) {
            Conductor.current().startPlatform("graphbus-stop", () -> stopWhenPossible(afterwards));
        } else {
            stopWhenPossible(afterwards);
        }
    }

    /** An interrupt from before the stop must not cost what the stop is there to save. */
    private void stopWhenPossible(Runnable afterwards) {
        if (LastWords.areThese()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!lockInTime()) {
                interruptStart();
                lock.lock();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            lock.lock();
        }
        try {
            stopNow();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        afterwards.run();
    }

    /** A start or another stop has as long as work under way would have. */
    private boolean lockInTime() throws InterruptedException {
        return lock.tryLock(options.drainTimeout().toNanos() / 2, TimeUnit.NANOSECONDS);
    }

    private void stopNow() {
        Engine current = engine;
        if (phase == Phase.STARTING) {
            stopWanted = true;
        }
        if (phase != Phase.RUNNING || current == null) {
            return;
        }
        phase = Phase.STOPPING;
        List<LiveAgent> agents = current.agents();
        Collections.reverse(agents);
        GraphStopped left = new Ending(current, hooks).run(agents, null);
        phase = Phase.STOPPED;
        Level usual = agents.isEmpty() ? Level.DEBUG : Level.INFO;
        log.atLevel(left.agents().isEmpty() ? usual : Level.WARN)
                .log(
                        "Stopped {} agents; {} deliveries were left undone{}",
                        agents.size(),
                        left.undone(),
                        left.agents().isEmpty() ? "" : ": " + left.agents());
        signals.send(left);
    }
}
