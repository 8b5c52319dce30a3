package io.graphbus.cli.system;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildResult;
import io.graphbus.build.Project;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Progress;
import io.graphbus.problem.Severity;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the artifacts of what a user points at, and brings them up to date. */
public final class Projects {

    private Projects() {}

    /**
     * The artifacts of an artifacts directory, an agents directory or a project; built first when
     * out of date, saying so.
     */
    public static Path artifacts(Path input, Console console) {
        Project project = Project.resolve(input);
        if (project.outOfDate()) {
            console.say("Building " + project.agents() + " ...");
            try (Progress building = console.progress("Building " + project.agents())) {
                project.buildIfNeeded(new BuildProgress(building))
                        .ifPresent(result -> check(result, console));
            }
        }
        return project.artifacts();
    }

    private static void check(BuildResult result, Console console) {
        result.problems().stream()
                .filter(p -> p.severity() == Severity.WARNING)
                .forEach(console::problem);
        result.orThrow();
    }

    /**
     * The artifacts that a path names, itself or as a project or its agents directory; nothing is
     * built.
     */
    public static Path built(Path input) {
        Path beside = input.toAbsolutePath().normalize().resolveSibling(ArtifactDirectory.NAME);
        boolean isAgents = input.endsWith("agents");
        return Stream.of(input, input.resolve(ArtifactDirectory.NAME), isAgents ? beside : input)
                .filter(ArtifactDirectory::isArtifacts)
                .findFirst()
                .orElse(input);
    }
}
