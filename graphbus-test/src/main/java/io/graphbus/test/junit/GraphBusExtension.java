package io.graphbus.test.junit;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.KitParameters;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test method a graph of its own and closes it afterwards, which fails the test when a
 * handler failed unasked. Methods may have parameters of the types {@link GraphBusTester}, {@code
 * Scenario}, {@code PublishedEvents}, {@code RecordedSignals}, {@code SteppedClock} and {@code
 * GraphBus}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final GraphBusExtension graph = GraphBusExtension.of(Shop.class, Bookkeeper.class);
 * }</pre>
 */
public final class GraphBusExtension
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(GraphBusExtension.class);

    private final Supplier<GraphBusTester> graphs;

    private GraphBusExtension(Supplier<GraphBusTester> graphs) {
        this.graphs = graphs;
    }

    /** A graph of agents that are made anew for each test. */
    public static GraphBusExtension of(Class<?>... agents) {
        return by(() -> GraphBusTester.of((Object[]) agents));
    }

    /** A graph that somebody else starts for each test. */
    public static GraphBusExtension by(Supplier<GraphBusTester> graphs) {
        return new GraphBusExtension(graphs);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(OURS).put(GraphBusTester.class, graphs.get());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        GraphBusTester tester =
                context.getStore(OURS).remove(GraphBusTester.class, GraphBusTester.class);
        if (tester != null) {
            tester.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KitParameters.supports(parameter.getParameter().getType())
                && context.getStore(OURS).get(GraphBusTester.class) != null;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        GraphBusTester tester =
                context.getStore(OURS).get(GraphBusTester.class, GraphBusTester.class);
        return KitParameters.of(Objects.requireNonNull(tester), parameter.getParameter().getType());
    }
}
