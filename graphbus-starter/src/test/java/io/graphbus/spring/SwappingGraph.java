package io.graphbus.spring;

import io.graphbus.GraphBus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A current graph that tests swap. */
public final class SwappingGraph implements CurrentGraph {

    private final List<Consumer<GraphBus>> listeners = new CopyOnWriteArrayList<>();
    private volatile GraphBus bus;
    private volatile boolean changing;

    public SwappingGraph(GraphBus first) {
        this.bus = first;
    }

    @Override
    public GraphBus bus() {
        return bus;
    }

    @Override
    public void onChange(Consumer<GraphBus> listener) {
        listeners.add(listener);
    }

    @Override
    public boolean isChanging() {
        return changing;
    }

    /** Stops the graph to make room for another, which is to come. */
    public void beginToChange() {
        changing = true;
        bus.stop();
    }

    public void swap(GraphBus next) {
        GraphBus old = bus;
        replace(next);
        old.stop();
        tell();
    }

    /** The first half of a swap: the old graph goes on with what it has. */
    public void replace(GraphBus next) {
        bus = next;
    }

    /** The second half of a swap. */
    public void tell() {
        listeners.forEach(listener -> listener.accept(bus));
    }
}
