package io.graphbus.server.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Waits for a database that was away when the server started, behind the web server, so that probes
 * are answered meanwhile.
 */
class DatabaseWait implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);

    /** Between the web server's start and its graceful end. */
    private static final int PHASE = DEFAULT_PHASE - 1536;

    private final DatabaseStart start;
    private final DatabaseWatch watch;
    private final DatabaseProperties properties;
    private final ApplicationContext context;
    private volatile boolean running;

    DatabaseWait(
            DatabaseStart start,
            DatabaseWatch watch,
            DatabaseProperties properties,
            ApplicationContext context) {
        this.start = start;
        this.watch = watch;
        this.properties = properties;
        this.context = context;
    }

    @Override
    public void start() {
        if (!start.isReady()) {
            AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
            log.warn("The start goes on when the database answers: {}", limit());
            CompletableFuture<Void> tooLate = timer();
            do {
                await(tooLate);
            } while (!start.tryToOpen());
        }
        running = true;
    }

    private String limit() {
        return properties.startTimeout() == null
                ? "it waits as long as it takes (graphbus.database.start-timeout limits that)"
                : "it waits for "
                        + properties.startTimeout().toSeconds()
                        + " s at most (graphbus.database.start-timeout)";
    }

    private CompletableFuture<Void> timer() {
        var timer = new CompletableFuture<Void>();
        return properties.startTimeout() == null
                ? timer
                : timer.orTimeout(properties.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Without a time of its own: only a thread that waits so is interrupted by Spring when the
     * application is to be closed.
     */
    private void await(CompletableFuture<Void> tooLate) {
        var outage = watch.outage();
        if (outage.isEmpty()) {
            return;
        }
        try {
            CompletableFuture.anyOf(outage.get().overOrHopeless(), tooLate).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(
                            ProblemCode.STOPPED,
                            watch.probe().place(),
                            "The start was given up while the server waited for its database.",
                            "")
                    .toException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw watch.probe().problem(outage.get().refusal()).toException(e);
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
