package io.graphbus.test;

import io.graphbus.GraphBus;
import io.graphbus.bus.Receipt;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running graph in a test: what it is told happens at once or is waited for, and what came of it
 * can be looked at. Fails when work does not come to rest. For one thread.
 *
 * <pre>{@code
 * try (GraphBusTester graph = GraphBusTester.of(new HelloService(), new LoggerService())) {
 *     graph.call("HelloService", "generateMessage", "Ada");
 *     assertThat(graph.events()).areOn("/Hello/MessageGenerated").wereHandled();
 * }
 * }</pre>
 */
public final class GraphBusTester implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GraphBus bus;
    private final RecordedSignals signals = new RecordedSignals();

    private GraphBusTester(GraphBus bus) {
        this.bus = bus.listener(signals).start();
    }

    /**
     * Starts agents.
     *
     * @param agents objects, or classes to be made into objects
     */
    public static GraphBusTester of(Object... agents) {
        return with(RuntimeOptions.DEFAULTS, agents);
    }

    /** Starts agents with options, such as a {@link SteppedClock}. */
    public static GraphBusTester with(RuntimeOptions options, Object... agents) {
        GraphBus.Builder builder = GraphBus.builder().options(options);
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return new GraphBusTester(builder.build());
    }

    /** Starts the graph of a build. */
    public static GraphBusTester open(Path artifacts) {
        return new GraphBusTester(GraphBus.open(artifacts));
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
        Receipt receipt = bus.publish(topic, payload);
        settle();
        return receipt;
    }

    /** Waits until no work is queued or running. */
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

    /** What was published so far. */
    public PublishedEvents events() {
        return PublishedEvents.of(bus);
    }

    /** What the graph has signalled so far. */
    public RecordedSignals signals() {
        return signals;
    }

    public RuntimeStats stats() {
        return bus.stats();
    }

    /** The graph itself. */
    public GraphBus bus() {
        return bus;
    }

    @Override
    public void close() {
        bus.close();
    }
}
