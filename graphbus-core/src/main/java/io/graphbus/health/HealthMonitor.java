package io.graphbus.health;

import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.signal.EngineSignal.AgentRestarted;
import io.graphbus.signal.EngineSignal.AgentStuck;
import io.graphbus.signal.EngineSignal.AgentUnstuck;
import io.graphbus.signal.EngineSignal.CallCompleted;
import io.graphbus.signal.EngineSignal.CallFailed;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.Signal;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how each agent of a graph fares, tells of changes, and restarts agents that keep failing.
 * It hears failures only, and successes while some agent is not healthy; each start begins anew.
 * Usable from any thread.
 */
public final class HealthMonitor implements RuntimeExecutor.Hook {

    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    private static final Duration PULSE = Duration.ofSeconds(1);

    private final HealthPolicy policy;
    private final Supplier<AgentGraph> graph;
    private final Signals signals;
    private final Callbacks callbacks;
    private final Map<String, WatchedAgent> watched = new ConcurrentHashMap<>();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();
    private final List<Signals.Watch> successes = new ArrayList<>();
    private final AtomicBoolean pulsing = new AtomicBoolean();
    private volatile @Nullable Run run;

    public HealthMonitor(HealthPolicy policy, Supplier<AgentGraph> graph, Signals signals) {
        this.policy = policy;
        this.graph = graph;
        this.signals = signals;
        this.callbacks = new Callbacks(signals);
    }

    private record Run(RuntimeExecutor runtime, Clock clock, Instant started, Restarts restarts) {
        Instant now() {
            return clock.instant();
        }

        boolean runs() {
            return runtime.isRunning();
        }
    }

    /** Watches the agents of a runtime, which is not started yet. */
    public void watch(RuntimeExecutor runtime, Clock clock) {
        Restarts restarts =
                new Restarts(
                        policy.restart(),
                        runtime,
                        agent -> status(agent) == HealthStatus.FAILED,
                        agent -> with(agent, WatchedAgent::restarted));
        run = new Run(runtime, clock, clock.instant(), restarts);
        runtime.hook(this);
        hear(DeliveryFailed.class, s -> failed(s.agent(), s.cause()));
        hear(CallFailed.class, this::failed);
        hear(AgentStuck.class, s -> judge(s.agent(), WatchedAgent::lookWhetherStuck));
        hear(AgentUnstuck.class, s -> judge(s.agent(), WatchedAgent::lookWhetherStuck));
        hear(AgentRestarted.class, s -> restarted(restarts, s.agent()));
    }

    private <S extends Signal> Signals.Watch hear(Class<S> type, Consumer<S> consumer) {
        return signals.add(SignalListener.of(type, consumer));
    }

    private void restarted(Restarts restarts, String agent) {
        restarts.done(agent);
        with(agent, WatchedAgent::restarted);
    }

    /** A call that was not executed says nothing about the agent. */
    private void failed(CallFailed call) {
        if (call.nanos() != 0 || !(call.cause() instanceof GraphBusException)) {
            failed(call.agent(), call.cause());
        }
    }

    private void failed(String agent, Throwable cause) {
        judge(agent, (known, now) -> known.failed(cause, now));
        Run current = run;
        if (current != null && current.runs() && status(agent) == HealthStatus.FAILED) {
            current.restarts.want(agent, current.now());
        }
        keepPulse(true);
    }

    private void succeeded(String agent) {
        if (troubled.contains(agent)) {
            judge(agent, WatchedAgent::look);
        }
    }

    private void judge(
            String agent, BiFunction<WatchedAgent, Instant, Optional<HealthChanged>> look) {
        with(
                agent,
                known -> {
                    Run current = run;
                    if (current != null) {
                        look.apply(known, current.now()).ifPresent(this::changed);
                    }
                });
    }

    private void with(String agent, Consumer<WatchedAgent> work) {
        Run current = run;
        if (current == null) {
            return;
        }
        try {
            work.accept(
                    watched.computeIfAbsent(
                            agent,
                            name ->
                                    new WatchedAgent(
                                            name, policy, current.runtime, current.started)));
        } catch (GraphBusException e) {
            log.debug("{} cannot be judged: the graph has stopped", agent, e);
        }
    }

    private void changed(HealthChanged change) {
        if (change.to() == HealthStatus.HEALTHY) {
            troubled.remove(change.agent());
        } else {
            troubled.add(change.agent());
        }
        if (hearSuccesses()) {
            judge(change.agent(), WatchedAgent::look);
        }
        callbacks.tell(change);
    }

    /** Hears successes while they matter to somebody; says whether it has just begun to. */
    private boolean hearSuccesses() {
        synchronized (successes) {
            if (troubled.isEmpty()) {
                successes.forEach(Signals.Watch::close);
                successes.clear();
                return false;
            }
            if (!successes.isEmpty()) {
                return false;
            }
            successes.add(hear(DeliveryCompleted.class, s -> succeeded(s.agent())));
            successes.add(hear(CallCompleted.class, s -> succeeded(s.agent())));
            return true;
        }
    }

    @Override
    public void started() {
        Run current = run;
        if (current != null) {
            run = new Run(current.runtime, current.clock, current.now(), current.restarts);
            pulsing.set(false);
            keepPulse(policy.p95Limit() != null || !watched.isEmpty());
        }
    }

    private void keepPulse(boolean needed) {
        Run current = run;
        if (needed && current != null && current.runs() && pulsing.compareAndSet(false, true)) {
            current.runtime.after(PULSE, this::pulse);
        }
    }

    @Override
    public void stopping() {
        Objects.requireNonNull(run).restarts.clear();
        watched.clear();
        troubled.clear();
        hearSuccesses();
    }

    /** Sees what time alone changes, for as long as there is something. */
    private void pulse() {
        Run current = run;
        if (current == null || !current.runs()) {
            return;
        }
        if (policy.p95Limit() != null) {
            graph.get().agentNames().forEach(name -> with(name, a -> a.sample(current.now())));
        }
        watched.forEach((name, agent) -> judge(name, WatchedAgent::lookWhetherStuck));
        current.restarts.look(current.now());
        pulsing.set(false);
        boolean ageing = watched.values().stream().anyMatch(WatchedAgent::isAgeing);
        keepPulse(ageing || policy.p95Limit() != null || current.restarts.areAwaited());
    }

    /** Calls back on each change of an agent's status, on the thread that caused it: be quick. */
    public Signals.Watch onChange(Consumer<HealthChanged> callback) {
        return callbacks.add(change -> true, callback);
    }

    /** Calls back when an agent's status becomes worse. */
    public Signals.Watch onFailure(Consumer<HealthChanged> callback) {
        return callbacks.add(HealthChanged::isWorse, callback);
    }

    /** Calls back when an agent is healthy again. */
    public Signals.Watch onRecovery(Consumer<HealthChanged> callback) {
        return callbacks.add(change -> change.to() == HealthStatus.HEALTHY, callback);
    }

    /** How one agent fares; a problem when there is no such agent. */
    public AgentHealth of(String agent) {
        return ask(agent, this::detail);
    }

    /** The status of one agent; a problem when there is no such agent. */
    public HealthStatus status(String agent) {
        return ask(agent, this::known);
    }

    private <T> T ask(String agent, Function<String, T> question) {
        if (watched.containsKey(agent) || graph.get().agent(agent).isPresent()) {
            return question.apply(agent);
        }
        String hint = Nearest.hint(agent, "agents", graph.get().agentNames());
        throw Problem.of(
                        ProblemCode.UNKNOWN_AGENT, agent, "there is no agent '" + agent + "'", hint)
                .toException();
    }

    private HealthStatus known(String agent) {
        WatchedAgent known = watched.get(agent);
        return known == null ? HealthStatus.HEALTHY : known.status();
    }

    private AgentHealth detail(String agent) {
        Run current = run;
        boolean running = current != null && current.runs();
        if (running) {
            judge(agent, WatchedAgent::look);
        }
        WatchedAgent known = watched.get(agent);
        return known == null || !running ? AgentHealth.unknown(agent) : known.detail();
    }

    /** All agents, by name. */
    public List<AgentHealth> all() {
        return graph.get().agentNames().stream().map(this::detail).toList();
    }

    /** The agents that are unhealthy or failed, by name. */
    public List<AgentHealth> unhealthy() {
        return select(status -> status.isWorseThan(HealthStatus.DEGRADED));
    }

    /** The agents with this status, by name. */
    public List<AgentHealth> with(HealthStatus status) {
        return select(status::equals);
    }

    private List<AgentHealth> select(Predicate<HealthStatus> wanted) {
        return graph.get().agentNames().stream()
                .filter(agent -> wanted.test(known(agent)))
                .map(this::detail)
                .toList();
    }

    /** How many agents have which status. */
    public AgentHealth.Summary summary() {
        return AgentHealth.Summary.of(graph.get().agentNames().stream().map(this::known).toList());
    }
}
