package io.graphbus.build;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.build.BuildListener.Phase;
import io.graphbus.check.Origins;
import io.graphbus.contract.AgentContract;
import io.graphbus.extract.Extractor;
import io.graphbus.generate.CodeWriter;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.source.JavaSettings;
import io.graphbus.source.Scanner;
import io.graphbus.source.SourceCompiler;
import io.graphbus.source.SourceIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way from what was scanned to what is written: compile, extract, connect, generate. Used once,
 * by one thread.
 */
final class Attempt {

    private static final Set<ProblemCode> LEFT_OUT =
            Set.of(
                    ProblemCode.INVALID_TOPIC,
                    ProblemCode.INVALID_HANDLER,
                    ProblemCode.INVALID_METHOD);

    private final BuildRequest request;
    private final Scanner.Input input;
    private final List<Path> libraries;
    private final Path scratch;
    private final Path classes;
    private final Path generated;
    private final List<Problem> problems = new ArrayList<>();
    private JavaSettings java = JavaSettings.DEFAULT;
    private AgentGraph graph = AgentGraph.EMPTY;

    /**
     * An attempt.
     *
     * @param libraries what the agents need
     * @param scratch an empty directory
     */
    Attempt(BuildRequest request, Scanner.Input input, List<Path> libraries, Path scratch) {
        this.request = request;
        this.input = input;
        this.libraries = libraries;
        this.scratch = scratch;
        this.classes = scratch.resolve("classes");
        this.generated = scratch.resolve("generated-sources");
    }

    List<Problem> problems() {
        return problems;
    }

    AgentGraph graph() {
        return graph;
    }

    void run() throws IOException {
        copyOthers();
        SourceIndex index = compile();
        boolean complete = !hasErrors();
        try (ArtifactClassLoader loader =
                ArtifactClassLoader.of(classes, libraries, Attempt.class.getClassLoader())) {
            List<Problem> unloadable = new ArrayList<>();
            AgentClasses found = AgentClasses.load(loader, classes, unloadable);
            if (complete) {
                problems.addAll(unloadable);
            }
            extract(found, index, complete);
        }
    }

    private boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    private void copyOthers() throws IOException {
        Files.createDirectories(classes);
        for (Path file : input.others()) {
            Path target = classes.resolve(input.name(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private SourceIndex compile() {
        int files = input.sources().size();
        if (files == 0) {
            return SourceIndex.EMPTY;
        }
        request.listener().progress(Phase.COMPILE, 0, files);
        SourceCompiler.Result result =
                new SourceCompiler(input.root(), scratch.resolve("lib"), libraries, java)
                        .compile(input.sources(), classes, generated);
        problems.addAll(result.problems());
        request.listener().progress(Phase.COMPILE, files, files);
        return result.index();
    }

    /**
     * Reads the agents and joins them.
     *
     * @param complete whether all sources have been compiled: otherwise nobody is missed
     */
    private void extract(AgentClasses found, SourceIndex index, boolean complete)
            throws IOException {
        if (found.agents().isEmpty() && !hasErrors()) {
            problems.add(
                    Problem.of(
                            ProblemCode.NO_AGENTS,
                            request.input().toString(),
                            "no agents found in " + request.input(),
                            "Annotate a class with @Agent of io.graphbus.agent."));
            return;
        }
        Map<AgentDefinition, Class<?>> agents = read(found.agents(), index);
        request.listener().progress(Phase.CONNECT, 0, agents.size());
        GraphBuilder.Built built =
                GraphBuilder.build(agents.keySet(), new Origins(index), known(complete));
        problems.addAll(built.problems());
        graph = complete ? built.graph() : AgentGraph.EMPTY;
        if (!hasErrors()) {
            writeDispatchers(agents);
        }
    }

    /** A declaration that makes no sense is left out, and so may be missed elsewhere. */
    private GraphBuilder.Known known(boolean complete) {
        boolean whole = problems.stream().map(Problem::code).noneMatch(LEFT_OUT::contains);
        return new GraphBuilder.Known(complete, complete && whole);
    }

    private Map<AgentDefinition, Class<?>> read(List<Class<?>> types, SourceIndex index) {
        Extractor extractor = Extractor.forClasses(index);
        Map<AgentDefinition, Class<?>> agents = new LinkedHashMap<>();
        int done = 0;
        request.listener().progress(Phase.EXTRACT, 0, types.size());
        for (Class<?> type : types) {
            Extractor.Extraction extraction = extractor.extract(type);
            problems.addAll(extraction.problems());
            if (extraction.agent() != null) {
                agents.put(extraction.agent(), type);
            }
            request.listener().progress(Phase.EXTRACT, ++done, types.size());
        }
        return agents;
    }

    private void writeDispatchers(Map<AgentDefinition, Class<?>> agents) throws IOException {
        request.listener().progress(Phase.GENERATE, 0, agents.size());
        List<Path> files = new ArrayList<>();
        for (Map.Entry<AgentDefinition, Class<?>> agent : agents.entrySet()) {
            files.add(CodeWriter.write(agent.getValue(), agent.getKey(), generated));
        }
        List<Path> path = Stream.concat(Stream.of(classes), libraries.stream()).toList();
        SourceCompiler.Result result =
                new SourceCompiler(generated, scratch.resolve("lib"), path, JavaSettings.DEFAULT)
                        .compile(files, classes, generated);
        problems.addAll(result.problems());
        request.listener().progress(Phase.GENERATE, agents.size(), agents.size());
    }

    /** What is to be written, with a summary that may still lack the artifacts' hash. */
    ArtifactDirectory.Content content(BuildSummary summary) {
        request.listener().progress(Phase.WRITE, 0, graph.agents().size());
        return new ArtifactDirectory.Content(
                graph, contracts(), classes, generated, libraries, summary);
    }

    private Map<String, String> contracts() {
        return graph.agents().stream()
                .collect(
                        Collectors.toMap(
                                ArtifactDirectory::contractFile,
                                agent -> AgentContract.of(agent).document()));
    }
}
