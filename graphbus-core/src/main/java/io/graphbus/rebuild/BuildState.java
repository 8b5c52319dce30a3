package io.graphbus.rebuild;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * What a build leaves beside its artifacts so that the next one need not do everything again. Equal
 * input gives an equal state.
 *
 * @param builder GraphBus and the JDK that built
 * @param settings of the compiler
 * @param libraries names and hashes, in the order of the class path
 * @param whole whether parts of the artifacts cannot be told apart by source, so that a change asks
 *     for a whole build
 * @param sources by name
 * @param others hashes of all other files by name
 */
public record BuildState(
        int formatVersion,
        String builder,
        String settings,
        List<String> libraries,
        boolean whole,
        SortedMap<String, Source> sources,
        SortedMap<String, String> others) {

    private static final int VERSION = 1;

    public BuildState {
        libraries = List.copyOf(libraries);
        sources = new TreeMap<>(sources);
        others = new TreeMap<>(others);
    }

    /**
     * One source file.
     *
     * @param declares names of its top-level classes
     * @param classes binary names of what it was compiled to, sorted
     * @param notes warnings about it, in the order in which they were found
     */
    public record Source(
            String hash, List<String> declares, List<String> classes, List<Note> notes) {

        public Source {
            declares = List.copyOf(declares);
            classes = List.copyOf(classes);
            notes = List.copyOf(notes);
        }
    }

    /** A problem as it is kept. */
    public record Note(ProblemCode code, String where, String message, String hint) {

        public static Note from(Problem problem) {
            return new Note(problem.code(), problem.where(), problem.message(), problem.hint());
        }

        public Problem problem() {
            return Problem.of(code, where, message, hint);
        }
    }

    static BuildState of(Snapshot snapshot, boolean whole, SortedMap<String, Source> sources) {
        return new BuildState(
                VERSION,
                snapshot.builder(),
                snapshot.settings(),
                snapshot.libraries(),
                whole,
                sources,
                snapshot.others());
    }

    /** This state, but of no use to the next build: the input was not what it was taken for. */
    public BuildState outdated() {
        return new BuildState(formatVersion, "", settings, libraries, true, sources, others);
    }

    /** Whether it was made by the same builder, with the same settings and libraries. */
    boolean isOf(Snapshot snapshot) {
        return builder.equals(snapshot.builder())
                && settings.equals(snapshot.settings())
                && libraries.equals(snapshot.libraries());
    }

    /** Whether a build of what was looked at would give the same. */
    boolean isCurrent(Snapshot snapshot) {
        TreeMap<String, String> hashes = new TreeMap<>();
        sources.forEach((name, source) -> hashes.put(name, source.hash()));
        return isOf(snapshot)
                && hashes.equals(snapshot.sources())
                && others.equals(snapshot.others());
    }

    /** The packages of all classes that came from sources. */
    Set<String> packages() {
        return sources.values().stream()
                .flatMap(source -> source.classes().stream())
                .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                .collect(Collectors.toSet());
    }

    public String document() {
        return Json.pretty(Json.MAPPER.valueToTree(this));
    }

    /** The state in a document; empty when it is of another format, or none at all. */
    static Optional<BuildState> read(String document) {
        try {
            BuildState state = Json.MAPPER.readValue(document, BuildState.class);
            return Optional.ofNullable(state).filter(s -> s.formatVersion == VERSION);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
