package io.graphbus.server.build;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildView;
import io.graphbus.server.database.DatabaseStart;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Activates what the server starts with, before the first request is let in: the configured
 * artifacts, else the build that was active last.
 */
@Component
class FirstGraph implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FirstGraph.class);

    /** After the live graph, before the web server. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private final String path;
    private final BuildHistory history;
    private final Activation activation;
    private final ConfiguredArtifacts configured;
    private final DatabaseStart database;
    private volatile boolean running;

    FirstGraph(
            Environment environment,
            BuildHistory history,
            Activation activation,
            ConfiguredArtifacts configured,
            DatabaseStart database) {
        this.path = environment.getProperty("graphbus.artifacts", "");
        this.history = history;
        this.activation = activation;
        this.configured = configured;
        this.database = database;
    }

    @Override
    public void start() {
        database.whenOpen(this::activate);
        running = true;
    }

    private void activate() {
        if (path.isEmpty()) {
            history.active().ifPresentOrElse(this::runAgain, FirstGraph::runNothing);
        } else {
            run(configured.record(Path.of(path)));
        }
    }

    private void run(BuildView build) {
        activation.run(build.id());
        log.info("Build {} runs{}", build.id(), path.isEmpty() ? ", as before" : ", from " + path);
    }

    private void runAgain(BuildView build) {
        try {
            run(build);
        } catch (GraphBusException e) {
            throw new GraphBusException(
                    e.problems().stream().map(problem -> told(build.id(), problem)).toList(), e);
        }
    }

    private static Problem told(String build, Problem problem) {
        return Problem.of(
                        problem.code(),
                        problem.where(),
                        "Build " + build + ", which was active, cannot run: " + problem.message(),
                        problem.hint()
                                + " To run something else, start once with graphbus.artifacts;"
                                + " other builds can be activated then.")
                .with(problem.violations());
    }

    private static void runNothing() {
        log.info("No build is active: set graphbus.artifacts, or upload and activate a build");
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
