package io.graphbus.test;

import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.signal.Signals.Watch;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * A running graph in a test: what it is told happens at once or is waited for, and what came of it
 * can be looked at. Fails when work does not come to rest, and on closing when something went wrong
 * in a handler that the test did not ask about. For one thread.
 *
 * <pre>{@code
 * try (GraphBusTester graph = GraphBusTester.of(new HelloService(), new LoggerService())) {
 *     graph.call("HelloService", "generateMessage", "Ada");
 *     assertThat(graph.events()).areOn("/Hello/MessageGenerated").wereHandled();
 * }
 * }</pre>
 */
public final class GraphBusTester implements AutoCloseable, AssertProvider<GraphAssert> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final GraphBus bus;
    private final @Nullable StateStore states;
    private final boolean owner;
    private final RecordedSignals signals = new RecordedSignals();
    private final Failures failures = new Failures();
    private final List<Watch> watches;
    private volatile Mark mark = Mark.START;
    private boolean lenient;

    private GraphBusTester(GraphBus bus, @Nullable StateStore states, boolean owner) {
        this.bus = bus;
        this.states = states;
        this.owner = owner;
        watches = List.of(bus.watch(signals), bus.watch(failures));
    }

    private static GraphBusTester start(GraphBus bus, @Nullable StateStore states) {
        GraphBusTester tester = new GraphBusTester(bus, states, true);
        try {
            bus.start();
        } catch (RuntimeException | Error e) { // an agent's constructor
            bus.close();
            throw e;
        }
        return tester;
    }

    /**
     * Starts agents that go by a {@link SteppedClock} and keep their state in memory.
     *
     * @param agents objects, or classes to be made into objects
     */
    public static GraphBusTester of(Object... agents) {
        return with(RuntimeOptions.DEFAULTS.withClock(SteppedClock.atNewYear()), agents);
    }

    /** Starts agents with options, the clock among them. */
    public static GraphBusTester with(RuntimeOptions options, Object... agents) {
        StateStore states = new InMemoryStateStore();
        GraphBus.Builder builder = GraphBus.builder().options(options).state(states);
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return start(builder.build(), states);
    }

    /** Starts the graph of a build, by a {@link SteppedClock} and with its state in memory. */
    public static GraphBusTester open(Path artifacts) {
        StateStore states = new InMemoryStateStore();
        GraphBus bus = GraphBus.open(artifacts).state(states);
        return start(bus.options(bus.options().withClock(SteppedClock.atNewYear())), states);
    }

    /** Starts a graph that was put together elsewhere, and closes it in the end. */
    public static GraphBusTester start(GraphBus bus) {
        return start(bus, null);
    }

    /**
     * Looks at a graph that somebody else starts and closes.
     *
     * @param states where it keeps its state, if it does
     */
    public static GraphBusTester on(GraphBus bus, @Nullable StateStore states) {
        return new GraphBusTester(bus, states, false);
    }

    /** Calls by position and waits for what the call set going. */
    public @Nullable Object call(String agent, String method, @Nullable Object... arguments) {
        Object result = bus.call(agent, method, arguments);
        settle();
        return result;
    }

    /** Calls by name and waits for what the call set going. */
    public <T> T call(String agent, String method, Map<String, ?> arguments, Class<T> type) {
        T result = bus.call(agent, method, arguments, type);
        settle();
        return result;
    }

    /** Publishes and waits for what the event set going. */
    public Receipt publish(String topic, @Nullable Object payload) {
        return publish(Publish.to(topic, payload));
    }

    /** Publishes with key, priority or headers, and waits for what the event set going. */
    public Receipt publish(Publish request) {
        Receipt receipt = bus.publish(request);
        settle();
        return receipt;
    }

    /** Begins a sentence: something is done, and something is expected of it. */
    public Scenario scenario() {
        return new Scenario(this);
    }

    /** Waits until no work is queued, running or due. */
    public void settle() {
        if (!bus.awaitIdle(PATIENCE)) {
            List<String> waiting =
                    bus.stats().agents().stream()
                            .filter(agent -> agent.queueDepth() > 0)
                            .map(AgentStats::agent)
                            .toList();
            throw new AssertionError(
                    "The graph did not come to rest within "
                            + PATIENCE
                            + "; mail waits at "
                            + waiting);
        }
    }

    /**
     * Lets time pass: goes from one moment at which delayed or scheduled work is due to the next
     * and waits for what that sets going, until so much time is over.
     */
    public void advance(Duration time) {
        clock().pass(time, this, () -> false);
    }

    /** Lets time pass until something is so, but no longer than this. */
    void await(BooleanSupplier reached, Duration within) {
        if (bus.options().clock() instanceof SteppedClock clock) {
            clock.pass(within, this, reached);
        } else {
            long end = System.nanoTime() + within.toNanos();
            while (!reached.getAsBoolean() && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
            settle();
        }
    }

    /** The graph's clock; only a {@link SteppedClock} can be had here. */
    public SteppedClock clock() {
        if (bus.options().clock() instanceof SteppedClock stepped) {
            return stepped;
        }
        throw new IllegalStateException(
                "The graph goes by "
                        + bus.options().clock()
                        + "; give it a SteppedClock in its options to move its time.");
    }

    /**
     * Begins anew with what is remembered: events, signals and failures so far are forgotten, and
     * failures are not tolerated any more. Counts go on.
     */
    public void forget() {
        settle();
        mark = Mark.now(bus);
        signals.clear();
        failures.take();
        lenient = false;
    }

    /**
     * Stops the graph and starts it anew, as after a restart of the process: agents get the state
     * they had, and counts, events and delayed work are gone. Agents given as objects stay the same
     * objects.
     */
    public void restart() {
        settle();
        bus.stop();
        bus.start();
        mark = Mark.START;
    }

    /** What an agent would have kept if the process ended now; {@code null} for nothing. */
    public <T> @Nullable T state(String agent, Class<T> type) {
        if (states == null) {
            throw new IllegalStateException("This graph keeps no state that the test knows of.");
        }
        settle();
        bus.saveState();
        return StateReader.read(states, agent, type);
    }

    /** The events published since the start, or since {@link #forget}. */
    public PublishedEvents events() {
        return PublishedEvents.since(bus, () -> mark);
    }

    /** What the graph has signalled so far. */
    public RecordedSignals signals() {
        return signals;
    }

    /**
     * What has gone wrong where no caller was told, oldest first: handlers that threw, scheduled
     * tasks that threw, executions that were stuck. What is taken here does not fail the test any
     * more, and is not told again.
     */
    public List<Failure> takeFailures() {
        settle();
        return failures.take();
    }

    List<Failure> peekFailures() {
        return failures.all();
    }

    /** Has closing ignore what went wrong in handlers. */
    public GraphBusTester tolerateFailures() {
        lenient = true;
        return this;
    }

    /** Fails if something went wrong in a handler that the test did not take. */
    public void verifyNoFailures() {
        settle();
        if (!lenient) {
            failures.verifyNone();
        }
    }

    public RuntimeStats stats() {
        return bus.stats();
    }

    /** The graph itself. */
    public GraphBus bus() {
        return bus;
    }

    @Override
    public GraphAssert assertThat() {
        return new GraphAssert(this);
    }

    @Override
    public void close() {
        try {
            verifyNoFailures();
        } finally {
            if (owner) {
                bus.close();
            }
            watches.forEach(Watch::close);
        }
    }

    @Override
    public String toString() {
        return "graph of " + bus.graph().agentNames();
    }
}
