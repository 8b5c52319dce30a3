package io.graphbus.server.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildResult;
import io.graphbus.build.Project;
import io.graphbus.problem.Severity;
import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What {@code graphbus.artifacts} names, built when it is out of date, and recorded once for the
 * same content.
 */
@Component
class ConfiguredArtifacts {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredArtifacts.class);

    private final BuildHistory history;
    private final Retention retention;

    ConfiguredArtifacts(BuildHistory history, Retention retention) {
        this.history = history;
        this.retention = retention;
    }

    BuildView record(Path path) {
        Project project = Project.resolve(path);
        project.buildIfNeeded().ifPresent(result -> report(result, path));
        ArtifactDirectory artifacts = ArtifactDirectory.read(project.artifacts());
        return history.withHash(artifacts.summary().artifactHash())
                .orElseGet(() -> recorded(outcome(artifacts)));
    }

    private BuildView recorded(BuildOutcome outcome) {
        BuildView recorded = history.record(outcome);
        retention.apply();
        return recorded;
    }

    private static void report(BuildResult result, Path path) {
        result.orThrow();
        result.problems().stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .forEach(problem -> log.warn("{}", problem));
        log.info("Built {}, which had changed, in {} ms", path, result.summary().durationMillis());
    }

    private static BuildOutcome outcome(ArtifactDirectory artifacts) {
        try {
            return BuildOutcome.from(artifacts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
