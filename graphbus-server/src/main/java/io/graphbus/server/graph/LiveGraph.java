package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.model.AgentDefinition;
import io.graphbus.server.graph.Turnstile.Room;
import io.graphbus.spring.CurrentGraph;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The graph that the server runs. Another one takes over as a whole: what goes through {@link #use}
 * sees the old or the new one from beginning to end. The old one's state is saved before the new
 * one restores it. Usable from any thread.
 */
public final class LiveGraph implements CurrentGraph, SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LiveGraph.class);

    /**
     * Early, so that artifacts can be activated between this and the web server's {@code
     * DEFAULT_PHASE - 2048}.
     */
    public static final int PHASE = DEFAULT_PHASE - 8192;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GraphFactory graphs;
    private final Turnstile turnstile;
    private final Lock activation = new ReentrantLock();
    private final List<Consumer<GraphBus>> watchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<GraphBus>> preparations = new CopyOnWriteArrayList<>();
    private final RetiredLoaders retired = new RetiredLoaders();
    private @Nullable ClassLoader current;
    private volatile boolean running;

    LiveGraph(GraphFactory graphs) {
        this.graphs = graphs;
        this.turnstile = new Turnstile(graphs.empty());
    }

    /**
     * The graph of this moment; for reading. It may be stopped at any time, so work goes through
     * {@link #use}.
     */
    @Override
    public GraphBus bus() {
        return turnstile.room().bus;
    }

    @Override
    public void onChange(Consumer<GraphBus> watcher) {
        watchers.add(watcher);
    }

    /** While callers wait because the graph of before hands its state over. */
    @Override
    public boolean isChanging() {
        return turnstile.isClosed();
    }

    /** Tells each graph before it starts, for those who must not miss its first event. */
    public void beforeStart(Consumer<GraphBus> preparation) {
        preparations.add(preparation);
    }

    /** Does work on one graph that is not stopped meanwhile, unless the work outlasts the drain. */
    public <T> T use(Function<GraphBus, T> work) {
        Room room = turnstile.enter();
        try {
            return work.apply(room.bus);
        } finally {
            turnstile.leave(room);
        }
    }

    /** Does work while no other graph takes over; whoever wants one to waits. */
    public <T> T whileItStays(Function<GraphBus, T> work) {
        activation.lock();
        try {
            return work.apply(bus());
        } finally {
            activation.unlock();
        }
    }

    /** Makes the artifacts' graph the current one. When it cannot start, the old one goes on. */
    public void activate(ArtifactDirectory next) {
        activate(next, PATIENCE);
    }

    /**
     * Makes the artifacts' graph the current one.
     *
     * @param limit how long it may take to initialise its classes, and to start
     */
    public void activate(ArtifactDirectory next, Duration limit) {
        activation.lock();
        try {
            takeOverAndRetire(graphs.create(next), limit);
        } finally {
            activation.unlock();
        }
    }

    /** What earlier graphs have left running. */
    public ThreadsLeft threadsLeft() {
        return retired.threads();
    }

    /** Starts without agents; whoever knows the artifacts activates them after this phase. */
    @Override
    public void start() {
        bus().start();
        running = true;
    }

    /** For a pause too: a context that is started again goes on with the same graph. */
    @Override
    public void stop() {
        running = false;
        bus().stop();
    }

    @Override
    public void destroy() {
        bus().close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Whichever does not serve afterwards is of no more use. */
    private void takeOverAndRetire(NextGraph next, Duration limit) {
        try {
            takeOver(next, limit);
        } finally {
            ClassLoader before = current;
            boolean serves = bus() == next.bus();
            current = serves ? next.loader() : before;
            ClassLoader left = serves ? before : next.loader();
            if (left != null) {
                retired.add(left);
            }
        }
    }

    private void takeOver(NextGraph next, Duration limit) {
        Room old = turnstile.room();
        next.initialise(limit);
        preparations.forEach(preparation -> preparation.accept(next.bus()));
        if (handsStateOver(old.bus)) {
            replaceThenStart(old, next, limit);
        } else {
            startThenReplace(old, next, limit);
        }
        old.bus.close();
        watchers.forEach(watcher -> watcher.accept(next.bus()));
        log.info("{} agents have taken over", next.bus().graph().agents().size());
    }

    private static boolean handsStateOver(GraphBus old) {
        return old.isRunning() && old.graph().agents().stream().anyMatch(AgentDefinition::stateful);
    }

    /** Both run for a moment, nobody waits. */
    private void startThenReplace(Room old, NextGraph next, Duration limit) {
        next.start(limit);
        turnstile.open(next.bus());
        turnstile.awaitEmpty(old, old.bus.options().drainTimeout());
    }

    /**
     * Callers wait while the old graph drains and saves, so that no change of its state is lost.
     */
    private void replaceThenStart(Room old, NextGraph next, Duration limit) {
        GraphBus serving = old.bus;
        turnstile.close();
        try {
            turnstile.awaitEmpty(old, old.bus.options().drainTimeout());
            old.bus.stop();
            startOrRestart(next, old.bus, limit);
            serving = next.bus();
        } finally {
            turnstile.open(serving);
        }
    }

    private static void startOrRestart(NextGraph next, GraphBus old, Duration limit) {
        boolean started = false;
        try {
            next.start(limit);
            started = true;
        } finally {
            if (!started) {
                old.start();
            }
        }
    }
}
