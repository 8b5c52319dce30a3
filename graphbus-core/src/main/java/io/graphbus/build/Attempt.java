package io.graphbus.build;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.artifact.FileTree;
import io.graphbus.build.BuildListener.Phase;
import io.graphbus.check.Origins;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ExplicitContract;
import io.graphbus.extract.Extractor;
import io.graphbus.generate.CodeWriter;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.rebuild.BuildState;
import io.graphbus.rebuild.Ledger;
import io.graphbus.rebuild.Plan;
import io.graphbus.rebuild.Snapshot;
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
import org.jspecify.annotations.Nullable;

/**
 * The way from what was scanned to what is written: compile, extract, connect, generate; all of it,
 * or as much as a plan says. Used once, by one thread.
 */
final class Attempt {

    private static final Set<ProblemCode> LEFT_OUT =
            Set.of(
                    ProblemCode.INVALID_TOPIC,
                    ProblemCode.INVALID_HANDLER,
                    ProblemCode.INVALID_METHOD);

    private final BuildRequest request;
    private final Material material;
    private final @Nullable Plan plan;
    private final Path scratch;
    private final Path classes;
    private final Path generated;
    private final Ledger ledger;
    private final List<Problem> problems = new ArrayList<>();
    private AgentGraph graph = AgentGraph.EMPTY;
    private List<String> fresh = List.of();

    /**
     * What there is to build from.
     *
     * @param libraries what the agents need
     * @param java how sources are compiled
     */
    record Material(
            Scanner.Input input, List<Path> libraries, JavaSettings java, Snapshot snapshot) {}

    /**
     * An attempt.
     *
     * @param plan of what to take over; {@code null} for nothing
     * @param scratch an empty directory
     */
    Attempt(BuildRequest request, Material material, @Nullable Plan plan, Path scratch) {
        this.request = request;
        this.material = material;
        this.plan = plan;
        this.scratch = scratch;
        this.classes = scratch.resolve("classes");
        this.generated = scratch.resolve("generated-sources");
        this.ledger = new Ledger(material.snapshot(), material.input());
    }

    List<Problem> problems() {
        return problems;
    }

    AgentGraph graph() {
        return graph;
    }

    BuildState state() {
        return ledger.state();
    }

    BuildResult.Work work() {
        return new BuildResult.Work(false, sources().size(), material.input().sources().size());
    }

    void run() throws IOException {
        copyOthers();
        SourceIndex index = compile();
        boolean complete = !hasErrors();
        if (plan != null && !complete) {
            return;
        }
        ledger.check(classes, material.libraries());
        try (ArtifactClassLoader loader =
                ArtifactClassLoader.of(
                        classes, material.libraries(), Attempt.class.getClassLoader())) {
            List<Problem> unloadable = new ArrayList<>();
            AgentClasses found = AgentClasses.load(loader, classes, fresh, unloadable);
            if (complete) {
                problems.addAll(unloadable);
            }
            extract(found, index, complete);
        }
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    private List<Path> sources() {
        return plan == null ? material.input().sources() : plan.sources();
    }

    private void copyOthers() throws IOException {
        Files.createDirectories(classes);
        for (Path file : material.input().others()) {
            Path target = classes.resolve(material.input().name(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private SourceIndex compile() throws IOException {
        SourceIndex index = plan == null ? compileAll() : compileAffected(plan);
        request.listener().progress(Phase.COMPILE, sources().size(), sources().size());
        return index;
    }

    private SourceIndex compileAll() throws IOException {
        SourceIndex index =
                sources().isEmpty()
                        ? SourceIndex.EMPTY
                        : compile(material.libraries(), classes).index();
        fresh = FileTree.files(classes);
        return index;
    }

    /** What stays is on the class path, but nothing else that a whole build would not find. */
    private SourceIndex compileAffected(Plan plan) throws IOException {
        Path kept = scratch.resolve("kept");
        plan.copyClasses(kept);
        ledger.kept(plan);
        problems.addAll(plan.problems());
        Path made = Files.createDirectories(scratch.resolve("made"));
        if (!sources().isEmpty()) {
            List<Path> path =
                    Stream.concat(Stream.of(kept), material.libraries().stream()).toList();
            compile(path, made);
        }
        FileTree.copy(kept, classes);
        FileTree.copy(made, classes);
        fresh = FileTree.files(made);
        return compiler(material.libraries()).index(material.input().sources());
    }

    private SourceCompiler compiler(List<Path> path) {
        return new SourceCompiler(
                material.input().root(), scratch.resolve("lib"), path, material.java());
    }

    private SourceCompiler.Result compile(List<Path> path, Path target) {
        request.listener().progress(Phase.COMPILE, 0, sources().size());
        SourceCompiler.Result result = compiler(path).compile(sources(), target, generated);
        ledger.compiled(result.outputs(), result.problems());
        problems.addAll(result.problems());
        return result;
    }

    private Set<AgentDefinition> kept() {
        return plan == null ? Set.of() : plan.agents();
    }

    /**
     * Reads the agents and joins them.
     *
     * @param complete whether all sources have been compiled: otherwise nobody is missed
     */
    private void extract(AgentClasses found, SourceIndex index, boolean complete)
            throws IOException {
        if (found.agents().isEmpty() && kept().isEmpty() && !hasErrors()) {
            problems.add(
                    Problem.of(
                            ProblemCode.NO_AGENTS,
                            request.input().toString(),
                            "no agents found in " + request.input(),
                            "Annotate a class with @Agent of io.graphbus.agent."));
            return;
        }
        Map<AgentDefinition, Class<?>> agents = read(found.agents(), index);
        request.listener().progress(Phase.CONNECT, 0, kept().size() + agents.size());
        GraphBuilder.Built built =
                GraphBuilder.build(
                        Stream.concat(kept().stream(), agents.keySet().stream())
                                .map(request.baseline()::settled)
                                .toList(),
                        new Origins(index),
                        known(complete));
        problems.addAll(built.problems());
        graph = complete ? built.graph() : AgentGraph.EMPTY;
        if (!hasErrors()) {
            problems.addAll(request.baseline().problems(graph));
        }
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
            ledger.extracted(type, extraction.problems());
            if (extraction.agent() != null) {
                ExplicitContract.Applied applied = ExplicitContract.apply(extraction.agent(), type);
                problems.addAll(applied.problems());
                agents.put(applied.agent(), type);
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
        if (!files.isEmpty()) {
            List<Path> path =
                    Stream.concat(Stream.of(classes), material.libraries().stream()).toList();
            Path scratchLib = scratch.resolve("lib");
            problems.addAll(
                    new SourceCompiler(generated, scratchLib, path, JavaSettings.DEFAULT)
                            .compile(files, classes, generated)
                            .problems());
        }
        if (plan != null) {
            plan.copyDispatchers(classes, generated);
        }
        request.listener().progress(Phase.GENERATE, agents.size(), agents.size());
    }

    /** What is to be written, with a summary that may still lack the artifacts' hash. */
    ArtifactDirectory.Content content(BuildSummary summary, BuildState state) {
        request.listener().progress(Phase.WRITE, 0, graph.agents().size());
        return new ArtifactDirectory.Content(
                graph,
                contracts(),
                classes,
                generated,
                material.libraries(),
                summary,
                state.document());
    }

    private Map<String, String> contracts() {
        return graph.agents().stream()
                .collect(Collectors.toMap(ArtifactDirectory::contractFile, this::contract));
    }

    private String contract(AgentDefinition agent) {
        return (plan == null ? java.util.Optional.<String>empty() : plan.contract(agent))
                .orElseGet(() -> AgentContract.of(agent).document());
    }
}
