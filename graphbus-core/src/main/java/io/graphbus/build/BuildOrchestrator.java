package io.graphbus.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.artifact.FileTree;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.source.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
            Attempt attempt = attempt();
            BuildResult result = result(summary());
            return result.succeeded() && !request.checkOnly() ? written(attempt, result) : result;
        } catch (GraphBusException e) {
            problems.addAll(e.problems());
            return result(summary());
        }
    }

    private Attempt attempt() throws IOException {
        request.classpath().forEach(BuildOrchestrator::refuseMissing);
        Scanner.Input input = Scanner.scan(request.input(), scratch);
        sourceHash = hash(input);
        List<Path> libraries =
                Stream.concat(request.classpath().stream(), input.libraries().stream()).toList();
        Attempt attempt = new Attempt(request, input, libraries, scratch);
        try {
            attempt.run();
        } finally {
            problems.addAll(attempt.problems());
            graph = attempt.graph();
        }
        return attempt;
    }

    private BuildResult result(BuildSummary summary) {
        return new BuildResult(graph, summary.problems(), summary, request.output());
    }

    private BuildResult written(Attempt attempt, BuildResult result) {
        return result(ArtifactDirectory.write(request.output(), attempt.content(result.summary())));
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
                version(),
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

    /** Of this GraphBus; {@code development} when it does not run from its jar. */
    public static String version() {
        String version = BuildOrchestrator.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** SHA-256 of everything a build of this input would read. */
    static String sourceHash(Path input) {
        try {
            Path scratch = Files.createTempDirectory("graphbus-hash");
            try {
                return hash(Scanner.scan(input, scratch));
            } finally {
                FileTree.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Scanner.Input input) throws IOException {
        TreeMap<String, Path> files = new TreeMap<>();
        Stream.of(input.sources(), input.others(), input.libraries())
                .flatMap(List::stream)
                .forEach(file -> files.put(input.name(file), file));
        MessageDigest digest = Json.newSha256();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            FileTree.add(digest, file.getKey(), Files.readAllBytes(file.getValue()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
