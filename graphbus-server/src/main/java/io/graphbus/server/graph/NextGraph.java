package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graph that is to take over. What its agents' authors wrote for a start runs on a thread of its
 * own and with a limit, so that a start that hangs does not hang the server.
 *
 * @param bus not started
 * @param loader of the agents' classes
 */
record NextGraph(GraphBus bus, ArtifactClassLoader loader) {

    private static final Logger log = LoggerFactory.getLogger(NextGraph.class);

    /** What the names of threads begin with that did not end in time. */
    static final String GIVEN_UP = "graphbus-given-up-";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Runs the static initialisers of the agents while the graph before still serves. */
    void initialise(Duration limit) {
        within(limit, () -> bus.graph().agents().forEach(this::initialise));
    }

    /** Starts the graph; one that cannot start is closed. */
    void start(Duration limit) {
        within(limit, bus::start);
    }

    private void initialise(AgentDefinition agent) {
        try {
            Class.forName(agent.className(), true, loader);
        } catch (ClassNotFoundException | Error e) { // user code; an Error is not wrapped
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw Problem.of(
                            ProblemCode.START_FAILED,
                            agent.name(),
                            "its class could not be initialised: " + reason,
                            "See the cause; static initialisers run when a build is activated.")
                    .toException(e);
        }
    }

    private void within(Duration limit, Runnable work) {
        var done = new CompletableFuture<Void>();
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("graphbus-activation")
                        .unstarted(() -> complete(done, work));
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            bus.close();
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw givenUp(thread, limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(thread, limit, e);
        }
    }

    private static void complete(CompletableFuture<Void> done, Runnable work) {
        try {
            work.run();
            done.complete(null);
        } catch (Throwable e) { // user code
            done.completeExceptionally(e);
        }
    }

    /**
     * Java can interrupt a thread, not end it; closing a graph that hangs may take its time too.
     * Its priority counts where the virtual machine is told to heed priorities.
     */
    private GraphBusException givenUp(Thread thread, Duration limit, Exception reason) {
        StackTraceElement[] stack = thread.getStackTrace();
        thread.setName(GIVEN_UP + NUMBER.incrementAndGet());
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.interrupt();
        Thread.ofPlatform().daemon().name("graphbus-closing").start(bus::close);
        log.warn(
                "A graph did not start within {} ms and is given up; its thread {} may go on",
                limit.toMillis(),
                thread.getName());
        return Problem.of(
                        ProblemCode.START_FAILED,
                        stack.length == 0 ? "" : stack[0].toString(),
                        "the graph has not started within " + limit.toMillis() + " ms.",
                        "Static initialisers, constructors and restoreState must end; what"
                                + " ignores its interruption goes on until the server ends."
                                + " graphbus.builds.activation-timeout is the limit.")
                .toException(reason);
    }
}
