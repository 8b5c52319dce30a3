package io.graphbus.rebuild;

import io.graphbus.artifact.FileTree;
import io.graphbus.problem.Problem;
import io.graphbus.rebuild.BuildState.Note;
import io.graphbus.source.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** Writes down during a build what came from which source. Used once, by one thread. */
public final class Ledger {

    private static final String PROCESSORS =
            "META-INF/services/javax.annotation.processing.Processor";

    /** From so many on, the compiler keeps some to itself. */
    private static final int MOST_WARNINGS = 100;

    private final Snapshot snapshot;
    private final Scanner.Input input;
    private final TreeMap<String, List<String>> classes = new TreeMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, List<Note>> notes = new HashMap<>();
    private final TreeMap<String, BuildState.Source> sources = new TreeMap<>();
    private boolean whole;

    public Ledger(Snapshot snapshot, Scanner.Input input) {
        this.snapshot = snapshot;
        this.input = input;
        this.whole = input.sources().isEmpty() || snapshot.hasProcessors();
    }

    /**
     * Notes what the compiler did.
     *
     * @param outputs binary names of classes by source
     * @param problems places in sources
     */
    public void compiled(Map<String, List<String>> outputs, List<Problem> problems) {
        outputs.forEach(
                (source, names) -> {
                    classes.put(source, names.stream().sorted().toList());
                    names.forEach(name -> origins.put(name, source));
                    whole |= !snapshot.sources().containsKey(source);
                });
        whole |= problems.size() >= MOST_WARNINGS;
        problems.forEach(problem -> add(problem.where().replaceFirst(":.*", ""), problem));
    }

    /** Notes what was said about an agent, which is found again when its source is read again. */
    public void extracted(Class<?> agent, List<Problem> problems) {
        problems.forEach(problem -> add(origins.getOrDefault(agent.getName(), ""), problem));
    }

    private void add(String source, Problem problem) {
        whole |= !snapshot.sources().containsKey(source);
        notes.computeIfAbsent(source, s -> new ArrayList<>()).add(Note.from(problem));
    }

    /** Takes over what the plan keeps. */
    public void kept(Plan plan) {
        sources.putAll(plan.kept());
    }

    /**
     * Looks for processors, which may do anything, and for files nobody knows the origin of.
     *
     * @param directory of classes and resources, before dispatchers are added
     */
    public void check(Path directory, List<Path> libraries) throws IOException {
        Set<String> known = new HashSet<>(snapshot.others().keySet());
        origins.keySet().forEach(name -> known.add(name.replace('.', '/') + ".class"));
        sources.values().stream()
                .flatMap(source -> source.classes().stream())
                .forEach(name -> known.add(name.replace('.', '/') + ".class"));
        whole |= !known.containsAll(FileTree.files(directory));
        for (Path library : libraries) {
            whole = whole || mayProcess(library);
        }
    }

    private static boolean mayProcess(Path library) {
        if (Files.isDirectory(library)) {
            return Files.exists(library.resolve(PROCESSORS));
        }
        try (ZipFile zip = new ZipFile(library.toFile())) {
            return zip.getEntry(PROCESSORS) != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** The state to leave behind. */
    public BuildState state() {
        for (Path file : input.sources()) {
            String name = input.name(file);
            if (!sources.containsKey(name)) {
                sources.put(
                        name,
                        new BuildState.Source(
                                Objects.requireNonNull(snapshot.sources().get(name)),
                                Earlier.words(file).declared(),
                                classes.getOrDefault(name, List.of()),
                                notes.getOrDefault(name, List.of())));
            }
        }
        return BuildState.of(snapshot, whole, sources);
    }
}
