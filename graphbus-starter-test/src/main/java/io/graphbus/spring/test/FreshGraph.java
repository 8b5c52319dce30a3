package io.graphbus.spring.test;

import io.graphbus.GraphBus;
import io.graphbus.store.StateStore;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.SteppedClock;
import org.jspecify.annotations.Nullable;

/** Has each test find the application's graph as the first one found it. */
final class FreshGraph {

    private final GraphBusTester graph;
    private final @Nullable StateStore states;
    private boolean used;

    FreshGraph(GraphBusTester graph, @Nullable StateStore states) {
        this.graph = graph;
        this.states = states;
    }

    /**
     * Prepares for a test.
     *
     * @param restart whether nothing of an earlier test may be left
     */
    void begin(boolean restart) {
        if (!used) {
            used = true;
            rememberStates();
        } else if (restart) {
            restart();
        }
        graph.forget();
    }

    private void rememberStates() {
        if (states instanceof FreshStateStore ours) {
            graph.settle();
            graph.bus().saveState();
            ours.remember();
        }
    }

    private void restart() {
        GraphBus bus = graph.bus();
        bus.stop();
        if (states instanceof FreshStateStore ours) {
            ours.reset();
        }
        if (bus.options().clock() instanceof SteppedClock clock) {
            clock.rewind();
        }
        bus.start();
    }
}
