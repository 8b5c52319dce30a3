package io.graphbus.server.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.upload.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Builds uploaded sources in a scratch directory, one upload at a time and not longer than {@code
 * graphbus.builds.timeout}. Usable from any thread.
 */
@Component
class SourceBuild {

    private final Semaphore turn = new Semaphore(1, true);
    private final Duration timeout;
    private final Clock clock;

    SourceBuild(BuildProperties properties, Clock clock) {
        this.timeout = properties.timeout();
        this.clock = clock;
    }

    BuildOutcome build(Sources sources) {
        try {
            if (!turn.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            return await(start(sources));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooSlow(e);
        }
    }

    /**
     * The compiler cannot be stopped, so a build that takes too long keeps its thread and its turn
     * to its end.
     */
    private Building start(Sources sources) {
        var result = new CompletableFuture<BuildOutcome>();
        Thread thread =
                Thread.ofPlatform()
                        .name("graphbus-build")
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        result.complete(compile(sources));
                                    } catch (RuntimeException | Error e) {
                                        result.completeExceptionally(e);
                                    } finally {
                                        turn.release();
                                    }
                                });
        return new Building(thread, result);
    }

    private BuildOutcome await(Building building) throws InterruptedException {
        try {
            return building.result().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            building.thread().interrupt();
            throw tooSlow(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }

    private BuildOutcome compile(Sources sources) {
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            Path agents = scratch.directory("agents");
            sources.writeTo(agents);
            var request =
                    BuildRequest.of(agents)
                            .output(scratch.path().resolve(ArtifactDirectory.NAME))
                            .clock(clock);
            return BuildOutcome.from(BuildOrchestrator.build(request)).without(agents.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Problem refusal(ProblemCode code, String message) {
        return Problem.of(
                code,
                "graphbus.builds.timeout",
                message,
                "Send fewer sources, or raise the limit.");
    }

    private RuntimeException tooSlow(Throwable cause) {
        return refusal(
                        ProblemCode.BUILD_TIMEOUT,
                        "The build took longer than " + timeout.toSeconds() + " seconds.")
                .toException(cause);
    }

    private RuntimeException busy() {
        return refusal(
                        ProblemCode.BUILD_TIMEOUT,
                        "Other builds took longer than " + timeout.toSeconds() + " seconds.")
                .toException();
    }

    private record Building(Thread thread, CompletableFuture<BuildOutcome> result) {}
}
