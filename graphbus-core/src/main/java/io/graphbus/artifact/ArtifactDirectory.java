package io.graphbus.artifact;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A build's artifacts as they lie on disk: the graph, the contracts, the classes. Immutable; usable
 * from any thread.
 *
 * @param path the directory
 * @param contracts canonical documents by file name, sorted
 */
public record ArtifactDirectory(
        Path path, AgentGraph graph, Map<String, String> contracts, BuildSummary summary) {

    /** The name of the directory beside a project's agents. */
    public static final String NAME = ".graphbus";

    /** Builds that may come in between while a directory is read. */
    private static final int PATIENCE = 20;

    /** How often nothing must be there; each look waits for a build that takes its place. */
    private static final int GLANCES = 3;

    private static final String GONE = "";

    private static final List<String> REQUIRED =
            List.of(
                    Format.GRAPH,
                    Format.AGENTS,
                    Format.TOPICS,
                    Format.SUMMARY,
                    Format.CONTRACTS,
                    Format.CLASSES);

    /**
     * Reads a directory.
     *
     * @throws io.graphbus.problem.GraphBusException {@code ARTIFACTS_MISSING} with the names of all
     *     missing files, {@code ARTIFACTS_NEWER} or {@code ARTIFACTS_UNREADABLE}
     */
    public static ArtifactDirectory read(Path directory) {
        for (int i = 0; i < PATIENCE; i++) {
            new ArtifactWriter(directory).restore();
            Object before = identity(directory);
            Optional<ArtifactDirectory> whole = Optional.empty();
            try {
                whole = Optional.of(readNow(directory));
            } catch (GraphBusException e) {
                boolean maybeBetweenRenames = before.equals(GONE) && i < GLANCES;
                if (before.equals(identity(directory)) && !maybeBetweenRenames) {
                    throw e;
                }
            }
            if (whole.isPresent() && before.equals(identity(directory))) {
                return whole.get();
            }
        }
        return readNow(directory);
    }

    /** Another one when a build has taken the directory's place. */
    private static Object identity(Path directory) {
        try {
            var attributes = Files.readAttributes(directory, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return GONE;
        }
    }

    private static ArtifactDirectory readNow(Path directory) {
        refuseMissing(directory, REQUIRED);
        GraphFile graph = Format.read(directory.resolve(Format.GRAPH), GraphFile.class);
        AgentsFile agents = Format.read(directory.resolve(Format.AGENTS), AgentsFile.class);
        TopicsFile topics = Format.read(directory.resolve(Format.TOPICS), TopicsFile.class);
        SummaryFile summary = Format.read(directory.resolve(Format.SUMMARY), SummaryFile.class);
        AgentGraph whole = join(directory, graph, agents, topics);
        refuseMissing(
                directory,
                whole.agents().stream()
                        .map(a -> Format.CONTRACTS + "/" + contractFile(a))
                        .toList());
        Map<String, String> contracts = new TreeMap<>();
        for (AgentDefinition agent : whole.agents()) {
            String file = contractFile(agent);
            contracts.put(file, Format.text(directory.resolve(Format.CONTRACTS).resolve(file)));
        }
        return new ArtifactDirectory(
                directory, whole, Collections.unmodifiableMap(contracts), summary.summary());
    }

    private static AgentGraph join(
            Path directory, GraphFile graph, AgentsFile agents, TopicsFile topics) {
        try {
            return graph.graph(agents, topics);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            throw Format.unreadable(directory.resolve(Format.AGENTS), reason).toException(e);
        }
    }

    private static void refuseMissing(Path directory, List<String> names) {
        List<String> missing =
                names.stream().filter(name -> !Files.exists(directory.resolve(name))).toList();
        if (!missing.isEmpty()) {
            String what =
                    Files.isDirectory(directory)
                            ? directory + " lacks " + String.join(", ", missing)
                            : "there are no artifacts in " + directory;
            throw Problem.of(
                            ProblemCode.ARTIFACTS_MISSING,
                            directory.toString(),
                            what,
                            "Build the project: graphbus build <agents directory>.")
                    .toException();
        }
    }

    /**
     * Replaces the directory as a whole; on failure the old one stays. Returns the summary as
     * written.
     */
    public static BuildSummary write(Path directory, Content content) {
        return new ArtifactWriter(directory).write(content);
    }

    /** The nearest artifacts directory in {@code start} or a directory above it. */
    public static Optional<Path> find(Path start) {
        for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path candidate = at.resolve(NAME);
            new ArtifactWriter(candidate).restore();
            if (isArtifacts(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a directory holds artifacts, complete or not, or is one that a reader would restore.
     */
    public static boolean isArtifacts(Path directory) {
        new ArtifactWriter(directory).restore();
        return Files.isDirectory(directory)
                && REQUIRED.subList(0, 4).stream()
                        .anyMatch(f -> Files.exists(directory.resolve(f)));
    }

    /** The name of an agent's contract document. */
    public static String contractFile(AgentDefinition agent) {
        return agent.name() + "-" + agent.contract().version() + ".json";
    }

    /** The full name of the class that is generated to call an agent. */
    public static String dispatcherName(AgentDefinition agent) {
        return agent.className().replace('$', '_') + "Dispatcher_";
    }

    /** A new loader of the agents' classes; to be closed by whoever asked. */
    public ArtifactClassLoader classLoader(ClassLoader parent) {
        return ArtifactClassLoader.of(path.resolve(Format.CLASSES), libraries(), parent);
    }

    /**
     * A new loader of the agents' classes that sees nothing of this application but what agents are
     * written against; to be closed by whoever asked.
     *
     * @param change what is made of each class file before it is defined
     */
    public ArtifactClassLoader isolatedLoader(UnaryOperator<byte[]> change) {
        return ArtifactClassLoader.isolated(path.resolve(Format.CLASSES), libraries(), change);
    }

    /** What the agents need beside GraphBus, in the order of the class path. */
    public List<Path> libraries() {
        Path directory = path.resolve(Format.LIBRARIES);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> libraries = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(libraries::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return libraries.stream().sorted().toList();
    }

    /** What the builder left for its next build; empty when that is not to be had. */
    public Optional<String> state() {
        try {
            return Optional.of(Files.readString(path.resolve(Format.STATE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether everything that is run is still as it was written. */
    public boolean isIntact() throws IOException {
        return FileTree.hash(path, Format.NOT_RUN).equals(summary.artifactHash());
    }

    /** The class file of a class, which may not exist. */
    public Path classFile(String className) {
        return path.resolve(Format.CLASSES).resolve(className.replace('.', '/') + ".class");
    }

    /** The generated source of a class, which may not exist. */
    public Path generatedSource(String className) {
        return path.resolve(Format.GENERATED).resolve(className.replace('.', '/') + ".java");
    }

    /**
     * What is to be written.
     *
     * @param contracts canonical documents by file name
     * @param classes a directory of class files and resources, dispatchers among them
     * @param generatedSources a directory of the dispatchers' sources
     * @param libraries jars and class directories that the agents need beside GraphBus itself
     * @param summary without the artifacts' hash
     * @param state what the builder wants to find again
     */
    public record Content(
            AgentGraph graph,
            Map<String, String> contracts,
            Path classes,
            Path generatedSources,
            List<Path> libraries,
            BuildSummary summary,
            String state) {

        public Content {
            contracts = Map.copyOf(contracts);
            libraries = List.copyOf(libraries);
        }
    }
}
