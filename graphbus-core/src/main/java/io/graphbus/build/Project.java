package io.graphbus.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a user means by a path: artifacts, or agents that may have to be built first.
 *
 * @param agents the sources; {@code null} when the path names artifacts
 * @param artifacts where they are, or will be once they are built
 * @param outOfDate whether the agents have to be built before the artifacts can be used
 */
public record Project(@Nullable Path agents, Path artifacts, boolean outOfDate) {

    private static final String AGENTS = "agents";

    /**
     * Resolves an artifacts directory, an agents directory or a project directory.
     *
     * @throws GraphBusException {@code DIRECTORY_MISSING} or {@code NO_AGENTS}
     */
    public static Project resolve(Path path) {
        if (ArtifactDirectory.isArtifacts(path)) {
            return new Project(null, path, false);
        }
        if (!Files.exists(path)) {
            throw Scanner.missing(path).toException();
        }
        Path agents = agentsDirectory(path);
        Path inside = path.resolve(ArtifactDirectory.NAME);
        if (agents.equals(path) && ArtifactDirectory.isArtifacts(inside)) {
            return new Project(null, inside, false);
        }
        if (Files.isDirectory(agents) && !holdsSources(agents)) {
            throw Problem.of(
                            ProblemCode.NO_AGENTS,
                            path.toString(),
                            path + " holds neither artifacts nor agents",
                            "Put Java classes with @Agent into " + path.resolve(AGENTS) + ".")
                    .toException();
        }
        Path artifacts = BuildRequest.of(agents).output();
        return new Project(agents, artifacts, isOutOfDate(agents, artifacts));
    }

    /** {@code agents} in a project directory, otherwise the path itself. */
    static Path agentsDirectory(Path path) {
        Path agents = path.resolve(AGENTS);
        return Files.isDirectory(agents) && !hasSourcesOfItsOwn(path) ? agents : path;
    }

    /**
     * Whether Java files stand in the directory itself or in other packages than agents; tests,
     * builds and what cannot be a package for its name do not count.
     */
    private static boolean hasSourcesOfItsOwn(Path path) {
        List<String> others = List.of(AGENTS, "tests", "test", "src", "target", "build");
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(child -> !others.contains(child.getFileName().toString()))
                    .anyMatch(child -> child.toString().endsWith(".java") || isPackage(child));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPackage(Path directory) {
        return SourceVersion.isIdentifier(directory.getFileName().toString())
                && holdsSources(directory);
    }

    private static boolean holdsSources(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isOutOfDate(Path agents, Path artifacts) {
        if (!ArtifactDirectory.isArtifacts(artifacts)) {
            return true;
        }
        try {
            BuildSummary summary = ArtifactDirectory.read(artifacts).summary();
            return !summary.graphbusVersion().equals(Builder.version())
                    || !summary.sourceHash().equals(BuildOrchestrator.sourceHash(agents));
        } catch (GraphBusException e) {
            return true;
        }
    }

    /** Builds when it is out of date, with the libraries of the last build. */
    public Optional<BuildResult> buildIfNeeded() {
        return buildIfNeeded(BuildListener.NONE);
    }

    /** The same, telling how far it has come. */
    public Optional<BuildResult> buildIfNeeded(BuildListener listener) {
        return agents == null || !outOfDate
                ? Optional.empty()
                : Optional.of(
                        BuildOrchestrator.build(
                                BuildRequest.of(agents)
                                        .output(artifacts)
                                        .classpath(libraries())
                                        .listener(listener)));
    }

    private List<Path> libraries() {
        try {
            return ArtifactDirectory.isArtifacts(artifacts)
                    ? ArtifactDirectory.read(artifacts).libraries()
                    : List.of();
        } catch (GraphBusException e) {
            return List.of();
        }
    }
}
