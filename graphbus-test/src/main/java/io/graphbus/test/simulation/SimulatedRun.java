package io.graphbus.test.simulation;

import io.graphbus.GraphBus;
import io.graphbus.conduct.Conductor;
import io.graphbus.conduct.Conductor.Point;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One run of a scenario: starts graphs whose threads are simulated, and tasks that use them. For
 * the run's own tasks.
 */
public final class SimulatedRun {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final long seed;
    private final Baton baton;
    private final Random random;
    private final List<GraphBus> graphs = new ArrayList<>();
    private final List<Thread> joining = new ArrayList<>();
    private int open;

    SimulatedRun(long seed, Baton baton) {
        this.seed = seed;
        this.baton = baton;
        this.random = new Random(Baton.mixed(seed + 2));
    }

    public long seed() {
        return seed;
    }

    /** Chance for the scenario itself, drawn from the seed too. */
    public Random random() {
        return random;
    }

    /**
     * Starts a graph; it is closed when the run ends.
     *
     * @param agents objects, or classes to be made into objects
     */
    public GraphBus start(Object... agents) {
        return start(RuntimeOptions.DEFAULTS, agents);
    }

    /** Starts a graph with options; its time is the run's. */
    public GraphBus start(RuntimeOptions options, Object... agents) {
        GraphBus.Builder builder = GraphBus.builder().options(options);
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return start(builder.build());
    }

    /** Starts a graph that was put together elsewhere. */
    public GraphBus start(GraphBus graph) {
        graphs.add(graph);
        return graph.start();
    }

    /** Has something done at the same time as everything else, by a thread of its own. */
    public void task(String name, SimulatedScenario.Body body) {
        open++;
        baton.start(
                name,
                name,
                () -> {
                    perform(body);
                    open--;
                    joining.forEach(Conductor::unpark);
                });
    }

    private static void perform(SimulatedScenario.Body body) {
        try {
            body.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // user code
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all tasks have ended; not for tasks. */
    public void join() {
        joining.add(Thread.currentThread());
        while (open > 0) {
            baton.park("the end of all tasks", Actor.NEVER);
        }
        joining.remove(Thread.currentThread());
    }

    /** Waits until all tasks have ended and no graph has anything to do. */
    public void settle() {
        join();
        advance(Duration.ofNanos(1)); // once nobody can go on, timed work too
        for (GraphBus graph : graphs) {
            if (!graph.awaitIdle(PATIENCE)) {
                throw new AssertionError("The graph did not come to rest: " + graph.stats());
            }
        }
    }

    /** Waits for a future that the graph or another task completes. */
    public <T> T await(CompletableFuture<T> future)
            throws ExecutionException, InterruptedException {
        Thread waiter = Thread.currentThread();
        future.whenComplete((result, failure) -> Conductor.unpark(waiter));
        while (!future.isDone()) {
            baton.park(future, Actor.NEVER);
        }
        return future.get();
    }

    /** The run's time. */
    public Clock clock() {
        return baton.clock();
    }

    /** Lets time pass; what is due meanwhile happens, each at its time. */
    public void advance(Duration time) {
        long end = baton.nanoTime() + time.toNanos();
        while (baton.nanoTime() < end) {
            baton.park("time", end - baton.nanoTime());
        }
    }

    /** Lets others go first here, if the seed says so. */
    public void point(String name) {
        baton.point(Point.MARK, name);
    }

    /** The scenario, and the tidying up after it. */
    void play(SimulatedScenario scenario) {
        perform(() -> scenario.play(this));
        join();
        graphs.forEach(GraphBus::close);
    }
}
