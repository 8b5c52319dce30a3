package io.graphbus.server.build.compile;

import io.graphbus.server.build.compile.BuildOrder.Report;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildProblem;
import io.graphbus.server.build.history.BuildView;
import io.graphbus.server.build.scratch.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The compiler processes of a server: started when there is something to build, used again for the
 * next build, ended when they are idle or take too long. Usable from any thread.
 */
public final class Compilers implements AutoCloseable {

    private static final int SECONDS_KEPT = 60;

    private final CompilerLimits limits;
    private final Scratch scratch;
    private final Semaphore places;
    private final Semaphore turns;
    private final ConcurrentLinkedDeque<CompilerProcess> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("graphbus-compilers").factory());
    private volatile boolean closed;

    public Compilers(CompilerLimits limits, Scratch scratch) {
        this.limits = limits;
        this.scratch = scratch;
        this.places = new Semaphore(limits.concurrent() + limits.waiting());
        this.turns = new Semaphore(limits.concurrent(), true);
    }

    /**
     * Does work that builds, unless too much is going on already.
     *
     * @throws io.graphbus.problem.GraphBusException {@code QUEUE_FULL}, before anything of the work
     *     is done
     */
    public <T> T admit(Admitted<T> work) throws IOException {
        if (!places.tryAcquire()) {
            throw limits.tooMany().toException();
        }
        try {
            return work.run();
        } finally {
            places.release();
        }
    }

    /** What is done when it is admitted. */
    @FunctionalInterface
    public interface Admitted<T> {
        T run() throws IOException;
    }

    /**
     * Builds from sources or a jar into an artifacts directory, when it is its turn.
     *
     * @throws io.graphbus.problem.GraphBusException {@code BUILD_TIMEOUT}
     */
    public BuildOutcome build(Path input, Path output) {
        try {
            if (!turns.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw limits.othersTooSlow().toException();
            }
            try {
                return built(new BuildOrder(input.toString(), output.toString()))
                        .outcome(Optional.empty());
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw limits.tooSlow().toException(e);
        }
    }

    private Report built(BuildOrder order) throws InterruptedException {
        CompilerProcess process = take();
        boolean usable = false;
        try {
            Report report = process.build(order, limits.timeout());
            usable = true;
            return report;
        } catch (TimeoutException e) {
            throw limits.tooSlow().toException(e);
        } catch (IOException e) {
            return exhausted(e);
        } finally {
            giveBack(process, usable);
        }
    }

    private CompilerProcess take() {
        for (CompilerProcess next = idle.poll(); next != null; next = idle.poll()) {
            if (next.isAlive()) {
                return next;
            }
            next.close();
        }
        return CompilerProcess.start(limits.memory(), scratch.directory("compiler"));
    }

    private void giveBack(CompilerProcess process, boolean usable) {
        if (!usable || closed) {
            process.close();
            return;
        }
        idle.push(process);
        clock.schedule(
                () -> {
                    if (idle.remove(process)) {
                        process.close();
                    }
                },
                SECONDS_KEPT,
                TimeUnit.SECONDS);
    }

    /**
     * Sources can be such that the compiler ends of them: that is a finding, not a failure of the
     * server.
     */
    private Report exhausted(IOException end) {
        return new Report(
                null,
                new BuildView.Summary(0, 0, 0, 0),
                List.of(BuildProblem.from(limits.exhausted(String.valueOf(end.getMessage())))));
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        for (CompilerProcess next = idle.poll(); next != null; next = idle.poll()) {
            next.close();
        }
    }
}
