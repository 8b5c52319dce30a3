package io.graphbus.cli.generate;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.FileTree;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the project consists of already, with its classes. Used by one thread; to be closed. */
final class KnownGraph implements AutoCloseable {

    private static final Set<String> UNSPECIFIC =
            Set.of("void", "java.lang.Void", "java.lang.Object", "tools.jackson.databind.JsonNode");

    private final AgentGraph graph;
    private final @Nullable Path scratch;
    private final @Nullable ArtifactClassLoader loader;

    private KnownGraph(
            AgentGraph graph, @Nullable Path scratch, @Nullable ArtifactClassLoader loader) {
        this.graph = graph;
        this.scratch = scratch;
        this.loader = loader;
    }

    /** A project without any agent. */
    static KnownGraph none() {
        return new KnownGraph(AgentGraph.EMPTY, null, null);
    }

    /**
     * Builds the agents, into a directory of its own.
     *
     * @throws io.graphbus.problem.GraphBusException with the problems of the build
     */
    static KnownGraph of(Path agents) throws IOException {
        Path scratch = Files.createTempDirectory("graphbus-generate");
        try {
            BuildRequest request = BuildRequest.of(agents);
            Path output = scratch.resolve(ArtifactDirectory.NAME);
            BuildOrchestrator.build(request.output(output).classpath(libraries(request.output())))
                    .orThrow();
            ArtifactDirectory built = ArtifactDirectory.read(output);
            ClassLoader parent = KnownGraph.class.getClassLoader();
            return new KnownGraph(built.graph(), scratch, built.classLoader(parent));
        } catch (RuntimeException e) {
            FileTree.delete(scratch);
            throw e;
        }
    }

    private static List<Path> libraries(Path artifacts) {
        return ArtifactDirectory.isArtifacts(artifacts)
                ? ArtifactDirectory.read(artifacts).libraries()
                : List.of();
    }

    AgentGraph graph() {
        return graph;
    }

    /** The type of what is published to a topic, or else of what its subscribers take. */
    Optional<Type> payload(String topic) {
        return Stream.concat(published(topic), taken(topic))
                .filter(type -> !UNSPECIFIC.contains(type.getTypeName()))
                .findFirst();
    }

    private Stream<Type> published(String topic) {
        return graph.agents().stream()
                .flatMap(
                        agent ->
                                Stream.concat(
                                                agent.methods().stream()
                                                        .filter(m -> names(m.publishes(), topic))
                                                        .map(m -> m.name()),
                                                agent.subscriptions().stream()
                                                        .filter(s -> names(s.publishes(), topic))
                                                        .map(Subscription::handler))
                                        .flatMap(name -> method(agent, name))
                                        .map(Method::getGenericReturnType));
    }

    private static boolean names(List<Publication> publications, String topic) {
        return publications.stream().anyMatch(p -> p.topic().equals(topic));
    }

    private Stream<Type> taken(String topic) {
        return graph.agents().stream()
                .flatMap(
                        agent ->
                                agent.subscriptions().stream()
                                        .filter(s -> s.topic().text().equals(topic))
                                        .filter(s -> s.payloadType() != null)
                                        .flatMap(s -> method(agent, s.handler()))
                                        .map(handler -> handler.getGenericParameterTypes()[0]));
    }

    private Stream<Method> method(AgentDefinition agent, String name) {
        if (loader == null) {
            return Stream.empty();
        }
        try {
            Class<?> type = loader.loadClass(agent.className());
            return Stream.concat(
                            Arrays.stream(type.getDeclaredMethods()),
                            Arrays.stream(type.getMethods()))
                    .filter(method -> method.getName().equals(name) && !method.isBridge())
                    .limit(1);
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (loader != null) {
            loader.close();
        }
        if (scratch != null) {
            FileTree.delete(scratch);
        }
    }
}
