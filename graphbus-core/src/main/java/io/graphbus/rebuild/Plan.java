package io.graphbus.rebuild;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is done again of a build, and what is taken over. Whatever goes wrong on the way, a whole
 * build does it right. Immutable.
 */
public final class Plan {

    private final Earlier earlier;
    private final Map<String, Path> files;
    private final Set<String> affected;
    private final Map<AgentDefinition, String> agents;

    Plan(Earlier earlier, Map<String, Path> files, Set<String> affected) {
        this.earlier = earlier;
        this.files = files;
        this.affected = affected;
        this.agents = earlier.agents(this::isKept);
    }

    private boolean isKept(String source) {
        return files.containsKey(source) && !affected.contains(source);
    }

    private Stream<BuildState.Source> keptSources() {
        return kept().values().stream();
    }

    /** What is known of the sources that are not compiled again, by name. */
    Map<String, BuildState.Source> kept() {
        Map<String, BuildState.Source> kept = new java.util.TreeMap<>(earlier.state().sources());
        kept.keySet().removeIf(name -> !isKept(name));
        return kept;
    }

    /** The sources to compile, in the order of a whole build. */
    public List<Path> sources() {
        return affected.stream().map(files::get).toList();
    }

    /** Agents whose classes stay as they are. */
    public Set<AgentDefinition> agents() {
        return agents.keySet();
    }

    /** Warnings about what stays as it is. */
    public List<Problem> problems() {
        return keptSources()
                .flatMap(source -> source.notes().stream())
                .map(BuildState.Note::problem)
                .toList();
    }

    /** The contract of an agent that stays as it is. */
    public Optional<String> contract(AgentDefinition agent) {
        return agents.containsKey(agent)
                ? Optional.ofNullable(
                        earlier.artifacts().contracts().get(ArtifactDirectory.contractFile(agent)))
                : Optional.empty();
    }

    /** Copies the classes of the sources that are not compiled again. */
    public void copyClasses(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name :
                (Iterable<String>) keptSources().flatMap(s -> s.classes().stream())::iterator) {
            copy(earlier.artifacts().classFile(name), directory, file(name, ".class"));
        }
    }

    /** Copies what calls the agents that stay as they are. */
    public void copyDispatchers(Path classes, Path generated) throws IOException {
        Files.createDirectories(generated);
        for (AgentDefinition agent : agents()) {
            String name = ArtifactDirectory.dispatcherName(agent);
            copy(earlier.artifacts().classFile(name), classes, file(name, ".class"));
            copy(earlier.artifacts().generatedSource(name), generated, file(name, ".java"));
        }
    }

    private static String file(String className, String suffix) {
        return className.replace('.', '/') + suffix;
    }

    private static void copy(Path from, Path directory, String file) throws IOException {
        Path to = directory.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    /**
     * Whether what was taken over fits: imports of whole packages make packages that come or go
     * everybody's business, and another build may have replaced what was copied.
     */
    public boolean isSound(BuildState now) {
        return !earlier.isGone() && now.packages().equals(earlier.state().packages());
    }
}
