package io.graphbus;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.bus.Outlet;
import io.graphbus.conduct.Conductor;
import io.graphbus.durable.DurableTopics;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.gate.Interceptors;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.health.HealthMonitor;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.migration.Migration;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import io.graphbus.state.StateManager;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a graph is put together from: agents, then the features that were asked for, then the
 * runtime.
 */
final class Assembly {

    private static final Logger log = LoggerFactory.getLogger(GraphBus.class);

    private final Signals signals = new Signals();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<PublishInterceptor> publishInterceptors = new ArrayList<>();
    private final Roster roster = new Roster();
    private final Versions versions = new Versions();
    private RuntimeOptions options = RuntimeOptions.DEFAULTS;
    private AgentGraph graph = AgentGraph.EMPTY;
    private @Nullable ArtifactDirectory artifacts;
    private @Nullable ArtifactClassLoader loader;
    private @Nullable StateStore store;
    private @Nullable DurableTopics durable;
    private StateUpgrade upgrade = StateUpgrade.NONE;
    private @Nullable StateManager states;
    private @Nullable HealthMonitor health;
    private volatile @Nullable RuntimeExecutor runtime;
    private volatile boolean closed;

    void artifacts(ArtifactDirectory directory, ArtifactClassLoader given) {
        artifacts = directory;
        loader = given;
    }

    /** The agents. */
    Roster roster() {
        return roster;
    }

    /** Joins the agents to a graph, or says all that is wrong with them. */
    void assemble() {
        ArtifactDirectory built = artifacts;
        boolean alone = roster.makers().isEmpty();
        if (built != null) {
            roster.load(built, Objects.requireNonNull(loader, "set with the artifacts"));
        }
        graph = built != null && alone ? built.graph() : roster.joined();
        roster.check(versions.migrate());
    }

    void state(StateStore given) {
        beforeStart();
        store = given;
    }

    void stateUpgrade(StateUpgrade given) {
        beforeStart();
        upgrade = given;
    }

    void listener(SignalListener<?> listener) {
        beforeStart();
        signals.add(listener);
    }

    void interceptor(Interceptor interceptor) {
        beforeStart();
        interceptors.add(interceptor);
    }

    void publishInterceptor(PublishInterceptor interceptor) {
        beforeStart();
        publishInterceptors.add(interceptor);
    }

    void durable(DurableTopics given) {
        beforeStart();
        durable = given;
    }

    Optional<DurableTopics> durable() {
        return Optional.ofNullable(durable);
    }

    Versions versions() {
        beforeStart();
        return versions;
    }

    private Interceptors given() {
        return new Interceptors(
                interceptors,
                versions.publishing(
                        options.contractEnforcement(), roster.makers(), publishInterceptors),
                versions.delivery(
                        options.contractValidation(), roster.makers(), signals, this::live),
                durable == null ? Outlet.Maker.NONE : durable.migrations(this::forLetters));
    }

    private PayloadMigrations forLetters() {
        return versions.forLetters(roster.makers(), this::live);
    }

    List<Migration> migrations() {
        return versions.all(roster.makers(), this::live);
    }

    private @Nullable Object live(String agent) {
        RuntimeExecutor known = runtime;
        return known == null ? null : known.instance(agent);
    }

    /**
     * What this graph has given up.
     *
     * @param wake told of letters that are to be delivered
     */
    DeadLetterQueue deadLetters(DeadLetters letters, Consumer<Supplier<List<DeadLetter>>> deliver) {
        return new DeadLetterQueue(
                letters, deliverer(deliver), this::forLetters, options.contractValidation());
    }

    /** The running graph, for who has kept events delivered once more. */
    Letters deliverer(Consumer<Supplier<List<DeadLetter>>> deliver) {
        return new Letters(this::runtime, () -> options.clock().instant(), deliver);
    }

    void options(RuntimeOptions given) {
        beforeStart();
        options = given;
    }

    void health(HealthPolicy policy) {
        beforeStart();
        health = new HealthMonitor(policy, this::graph, signals);
    }

    Optional<HealthMonitor> health() {
        return Optional.ofNullable(health);
    }

    private void beforeStart() {
        if (runtime != null) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "",
                            "the graph was started before it was fully put together",
                            "Give state, listeners, interceptors and options before start();"
                                    + " watch() works at any time.")
                    .toException();
        }
    }

    /** The runtime; before the first start one that says so to whoever asks for something. */
    RuntimeExecutor runtime() {
        RuntimeExecutor known = runtime;
        return known != null
                ? known
                : new RuntimeExecutor(graph, roster.makers(), options, signals, Interceptors.NONE);
    }

    void start() {
        opened().start();
    }

    private synchronized RuntimeExecutor opened() {
        if (closed) {
            throw Problem.of(
                            ProblemCode.STOPPED,
                            "",
                            "the graph has been closed",
                            "Open it again; use stop() for a pause.")
                    .toException();
        }
        return madeRuntime();
    }

    private RuntimeExecutor madeRuntime() {
        RuntimeExecutor known = runtime;
        if (known == null) {
            options = options.withClock(Conductor.current().clock(options.clock()));
            known = new RuntimeExecutor(graph, roster.makers(), options, signals, given());
            if (store != null) {
                StateManager manager = new StateManager(known, store, upgrade, options, signals);
                states = manager;
                known.hook(manager);
                durable().ifPresent(topics -> topics.states(manager.committed()));
            }
            if (health != null) {
                health.watch(known, options.clock());
            }
            runtime = known;
            durable().ifPresent(t -> Remarks.say(roster.makers(), t, store, signals));
        }
        return known;
    }

    RuntimeOptions options() {
        return options;
    }

    AgentGraph graph() {
        return graph;
    }

    Signals signals() {
        return signals;
    }

    boolean isRunning() {
        RuntimeExecutor known = runtime;
        return known != null && known.isRunning();
    }

    void saveState() {
        Optional.ofNullable(states).ifPresent(StateManager::saveAll);
    }

    void saveState(String agent) {
        Optional.ofNullable(states).ifPresent(manager -> manager.captureNow(agent));
    }

    void replaceState(String agent, String json) {
        StateManager manager = states;
        if (manager == null || !isRunning()) {
            throw Problem.of(
                            ProblemCode.NOT_STARTED,
                            agent,
                            "only a running graph with a state store takes a state",
                            "Give it a store and start it.")
                    .toException();
        }
        manager.replace(agent, json);
    }

    void close() {
        RuntimeExecutor known = ended();
        if (known == null) {
            letGo();
        } else {
            known.close(this::letGo);
        }
    }

    private synchronized @Nullable RuntimeExecutor ended() {
        closed = true;
        return runtime;
    }

    /** Only when nothing runs any more: agents may need a class they have not needed before. */
    private synchronized void letGo() {
        ArtifactClassLoader open = loader;
        loader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.warn("The agents' class loader could not be closed", e);
            }
        }
    }
}
