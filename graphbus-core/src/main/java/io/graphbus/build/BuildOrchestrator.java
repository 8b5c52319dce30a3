package io.graphbus.build;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.artifact.FileTree;
import io.graphbus.contract.AgentContract;
import io.graphbus.generate.CodeWriter;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.source.Scanner;
import io.graphbus.source.SourceCompiler;
import io.graphbus.source.SourceIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns sources or classes into artifacts. Everything that is wrong is gathered and reported
 * together, and on any error the old artifacts stay as they are. Each build is independent of
 * others; usable from any thread.
 */
public final class BuildOrchestrator {

    private final BuildRequest request;
    private final Path scratch;
    private final Path classes;
    private final Path generated;
    private final Instant started;
    private final List<Problem> problems = new ArrayList<>();
    private AgentGraph graph = AgentGraph.EMPTY;
    private String sourceHash = "";

    private BuildOrchestrator(BuildRequest request, Path scratch) {
        this.request = request;
        this.scratch = scratch;
        this.classes = scratch.resolve("classes");
        this.generated = scratch.resolve("generated-sources");
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
            build();
        } catch (GraphBusException e) {
            problems.addAll(e.problems());
        }
        BuildResult result = result(summary());
        return result.succeeded() && !request.checkOnly() ? written(result) : result;
    }

    private BuildResult result(BuildSummary summary) {
        return new BuildResult(graph, summary.problems(), summary, request.output());
    }

    private BuildResult written(BuildResult result) {
        try {
            BuildSummary summary =
                    ArtifactDirectory.write(
                            request.output(),
                            new ArtifactDirectory.Content(
                                    graph,
                                    contracts(),
                                    classes,
                                    generated,
                                    libraries,
                                    result.summary()));
            return result(summary);
        } catch (GraphBusException e) {
            problems.addAll(e.problems());
            return result(summary());
        }
    }

    private List<Path> libraries = List.of();

    private Map<String, String> contracts() {
        return graph.agents().stream()
                .collect(
                        Collectors.toMap(
                                ArtifactDirectory::contractFile,
                                agent -> AgentContract.of(agent).document()));
    }

    private void build() throws IOException {
        request.classpath().forEach(BuildOrchestrator::refuseMissing);
        Scanner.Input input = Scanner.scan(request.input(), scratch);
        sourceHash = hash(input);
        libraries =
                Stream.concat(request.classpath().stream(), input.libraries().stream()).toList();
        copyOthers(input);
        SourceIndex index = compile(input);
        if (hasErrors()) {
            return;
        }
        try (ArtifactClassLoader loader =
                ArtifactClassLoader.of(
                        classes, libraries, BuildOrchestrator.class.getClassLoader())) {
            AgentClasses found = AgentClasses.load(loader, classes, problems);
            extract(found, index);
        }
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

    private boolean hasErrors() {
        return !result(summary()).succeeded();
    }

    private void copyOthers(Scanner.Input input) throws IOException {
        Files.createDirectories(classes);
        for (Path file : input.others()) {
            Path target = classes.resolve(input.name(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private SourceIndex compile(Scanner.Input input) {
        if (input.sources().isEmpty()) {
            return SourceIndex.EMPTY;
        }
        SourceCompiler.Result result =
                new SourceCompiler(input.root(), scratch.resolve("lib"), libraries)
                        .compile(input.sources(), classes);
        problems.addAll(result.problems());
        return result.index();
    }

    private void extract(AgentClasses found, SourceIndex index) throws IOException {
        if (found.agents().isEmpty() && !hasErrors()) {
            problems.add(
                    Problem.of(
                            ProblemCode.NO_AGENTS,
                            request.input().toString(),
                            "no agents found in " + request.input(),
                            "Annotate a class with @Agent of io.graphbus.agent."));
            return;
        }
        Extractor extractor = Extractor.forClasses(index);
        Map<AgentDefinition, Class<?>> agents = new LinkedHashMap<>();
        for (Class<?> type : found.agents()) {
            Extractor.Extraction extraction = extractor.extract(type);
            problems.addAll(extraction.problems());
            if (extraction.agent() != null) {
                agents.put(extraction.agent(), type);
            }
        }
        GraphBuilder.Built built = GraphBuilder.build(agents.keySet());
        problems.addAll(built.problems());
        graph = built.graph();
        if (!hasErrors()) {
            writeDispatchers(agents);
        }
    }

    private void writeDispatchers(Map<AgentDefinition, Class<?>> agents) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<AgentDefinition, Class<?>> agent : agents.entrySet()) {
            files.add(CodeWriter.write(agent.getValue(), agent.getKey(), generated));
        }
        List<Path> path = Stream.concat(Stream.of(classes), libraries.stream()).toList();
        SourceCompiler.Result result =
                new SourceCompiler(generated, scratch.resolve("lib"), path).compile(files, classes);
        problems.addAll(result.problems());
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
