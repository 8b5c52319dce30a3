package io.graphbus.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.artifact.FileTree;
import io.graphbus.build.Attempt.Material;
import io.graphbus.build.BuildResult.Work;
import io.graphbus.maven.MavenProject;
import io.graphbus.maven.MavenProject.Dependencies;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.rebuild.BuildState;
import io.graphbus.rebuild.Earlier;
import io.graphbus.rebuild.Plan;
import io.graphbus.rebuild.Snapshot;
import io.graphbus.source.JavaSettings;
import io.graphbus.source.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Turns sources or classes into artifacts. Everything that is wrong is gathered and reported
 * together, and on any error the old artifacts stay as they are. Each build is independent of
 * others; usable from any thread.
 */
public final class BuildOrchestrator {

    private final BuildRequest request;
    private final Path scratch;
    private final Instant started;
    private final List<Problem> problems = new ArrayList<>();
    private AgentGraph graph = AgentGraph.EMPTY;
    private String sourceHash = "";
    private Work work = new Work(false, 0, 0);

    private BuildOrchestrator(BuildRequest request, Path scratch) {
        this.request = request;
        this.scratch = scratch;
        this.started = request.clock().instant();
    }

    /**
     * Builds. What is wrong with the input is in the result.
     *
     * @throws GraphBusException {@code INPUT_UNREADABLE} when a disk fails
     */
    public static BuildResult build(BuildRequest request) {
        try {
            Path scratch = Files.createTempDirectory("graphbus-build");
            try {
                return new BuildOrchestrator(request, scratch).run();
            } finally {
                FileTree.delete(scratch);
            }
        } catch (IOException | UncheckedIOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            request.input().toString(),
                            "a file could not be read or written while building: " + e.getMessage(),
                            "Check permissions and space, also of the temporary directory.")
                    .toException(e);
        }
    }

    private BuildResult run() throws IOException {
        try {
            Material material = material();
            sourceHash = material.snapshot().sourceHash();
            Optional<Earlier> earlier =
                    request.checkOnly() || request.whole()
                            ? Optional.empty()
                            : Earlier.find(request.output());
            if (earlier.filter(e -> isCurrent(e, material)).isPresent()) {
                return unchanged(earlier.orElseThrow(), material);
            }
            Optional<Plan> plan =
                    earlier.flatMap(e -> e.plan(material.snapshot(), material.input()));
            Optional<BuildResult> partial =
                    plan.isPresent() ? partial(plan.get(), material) : Optional.empty();
            return partial.isPresent() ? partial.get() : whole(material);
        } catch (GraphBusException e) {
            problems.addAll(e.problems());
            return result(summary());
        }
    }

    private boolean isCurrent(Earlier earlier, Material material) {
        return earlier.isCurrent(material.snapshot())
                && request.baseline().settled(earlier.graph()).equals(earlier.graph());
    }

    private Material material() throws IOException {
        request.classpath().forEach(BuildOrchestrator::refuseMissing);
        Scanner.Input input = Scanner.scan(request.input(), scratch);
        Dependencies maven =
                input.libraries().isEmpty() && !request.alone()
                        ? MavenProject.dependencies(request.input())
                        : Dependencies.NONE;
        problems.addAll(maven.problems());
        List<Path> libraries = Libraries.joined(request.classpath(), maven, input.libraries());
        JavaSettings java = maven.settings(request.java());
        Snapshot snapshot =
                Snapshot.of(
                        Builder.identity(),
                        java,
                        request.checkOnly() ? List.of() : libraries,
                        input);
        return new Material(input, libraries, java, snapshot);
    }

    private BuildResult unchanged(Earlier earlier, Material material) {
        graph = earlier.graph();
        work = new Work(true, 0, material.input().sources().size());
        List<Problem> broken = request.baseline().problems(graph);
        problems.addAll(broken);
        return result(broken.isEmpty() ? earlier.summary() : summary());
    }

    /** Empty when it did not work out: then nothing is known but that a whole build is needed. */
    private Optional<BuildResult> partial(Plan plan, Material material) throws IOException {
        Path place = Files.createDirectories(scratch.resolve("part"));
        Attempt attempt = new Attempt(request, material, plan, place);
        try {
            attempt.run();
            BuildState state = attempt.state();
            return attempt.hasErrors() || !plan.isSound(state)
                    ? Optional.empty()
                    : Optional.of(written(attempt, state, material));
        } catch (GraphBusException | IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(BuildOrchestrator.class)
                    .debug("A build of what had changed failed; all is built", e);
            problems.clear();
            return Optional.empty();
        }
    }

    private BuildResult whole(Material material) throws IOException {
        Attempt attempt = new Attempt(request, material, null, scratch);
        try {
            attempt.run();
        } catch (GraphBusException e) {
            problems.addAll(attempt.problems());
            throw e;
        }
        return attempt.hasErrors() || request.checkOnly()
                ? read(attempt)
                : written(attempt, attempt.state(), material);
    }

    private BuildResult read(Attempt attempt) {
        problems.addAll(attempt.problems());
        graph = attempt.graph();
        work = attempt.work();
        return result(summary());
    }

    private BuildResult written(Attempt attempt, BuildState state, Material material) {
        BuildResult result = read(attempt);
        boolean steady = material.snapshot().isStill(material.input());
        return result(
                ArtifactDirectory.write(
                        request.output(),
                        attempt.content(result.summary(), steady ? state : state.outdated())));
    }

    private BuildResult result(BuildSummary summary) {
        return new BuildResult(graph, summary.problems(), summary, request.output(), work);
    }

    private static void refuseMissing(Path entry) {
        if (!Files.exists(entry)) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            entry.toString(),
                            "there is no " + entry + " for the class path",
                            "Check --classpath.")
                    .toException();
        }
    }

    private BuildSummary summary() {
        return new BuildSummary(
                Builder.version(),
                started,
                Duration.between(started, request.clock().instant()).toMillis(),
                sourceHash,
                "",
                graph.agents().size(),
                graph.topics().size(),
                graph.agents().stream().mapToInt(a -> a.subscriptions().size()).sum(),
                problems.stream().distinct().sorted(BY_PLACE).toList());
    }

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing((Problem p) -> p.where().replaceAll(":.*", ""))
                    .thenComparing(p -> number(p.where(), 1))
                    .thenComparing(p -> number(p.where(), 2))
                    .thenComparing(Problem::code)
                    .thenComparing(Problem::message);

    private static int number(String where, int part) {
        String[] parts = where.split(":");
        return parts.length > part && parts[part].matches("[0-9]{1,9}")
                ? Integer.parseInt(parts[part])
                : 0;
    }

    /** SHA-256 of everything a build of this input would read. */
    static String sourceHash(Path input) {
        try {
            Path scratch = Files.createTempDirectory("graphbus-hash");
            try {
                Scanner.Input scanned = Scanner.scan(input, scratch);
                return Snapshot.of("", JavaSettings.DEFAULT, List.of(), scanned).sourceHash();
            } finally {
                FileTree.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
