package io.graphbus.artifact;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a whole directory beside the old one and then takes its place, so that readers see the old
 * or the new one.
 */
final class ArtifactWriter {

    private final Path target;

    ArtifactWriter(Path target) {
        this.target = target.toAbsolutePath().normalize();
    }

    BuildSummary write(ArtifactDirectory.Content content) {
        if (target.getParent() == null) {
            throw notWritable("it is the root of all files").toException();
        }
        try {
            Files.createDirectories(target.getParent());
            try (DirectoryLock ignored = DirectoryLock.acquire(target)) {
                refuseForeignDirectory();
                refuseForeignSiblings();
                removeLeftovers();
                Path fresh = sibling(".tmp-" + ProcessHandle.current().pid());
                if (Files.exists(fresh)) {
                    refuse(fresh);
                }
                return replace(fresh, content);
            }
        } catch (IOException | UncheckedIOException e) {
            throw notWritable(e.toString()).toException(e);
        }
    }

    private BuildSummary replace(Path fresh, ArtifactDirectory.Content content) throws IOException {
        try {
            BuildSummary summary = fill(fresh, content);
            swap(fresh);
            return summary;
        } catch (IOException | UncheckedIOException e) {
            FileTree.delete(fresh); // a full disk must not stay full of half a build
            throw e;
        }
    }

    /**
     * What stands at the target must look like artifacts, or be empty: nobody's files are deleted
     * by a wrong option.
     */
    private void refuseForeignDirectory() throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        List<String> names = Files.isDirectory(target) ? names(target) : List.of("");
        if (!names.isEmpty() && Collections.disjoint(names, Format.MARKS)) {
            throw notWritable("it exists and holds no artifacts").toException();
        }
        foreign(target).ifPresent(this::refuse);
    }

    /** The old artifacts will stand there for a moment. */
    private void refuseForeignSiblings() throws IOException {
        Path old = sibling(".old");
        if (Files.exists(old)) {
            foreign(old).ifPresent(this::refuse);
        }
    }

    private void refuse(Path file) {
        throw notWritable("no build has written " + file + ", and it would be lost").toException();
    }

    /** A file in the directory, or the path itself, that no build has written. */
    private static Optional<Path> foreign(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.of(directory);
        }
        return names(directory).stream()
                .filter(name -> !Format.ALL.contains(name))
                .findFirst()
                .map(directory::resolve);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private Problem notWritable(String reason) {
        return Problem.of(
                ProblemCode.OUTPUT_NOT_WRITABLE,
                target.toString(),
                "artifacts cannot be written to " + target + ": " + reason,
                "Choose another directory with -o, or make this one writable.");
    }

    private Path sibling(String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    private void removeLeftovers() throws IOException {
        String prefix = target.getFileName() + ".tmp-";
        for (String name : names(Objects.requireNonNull(target.getParent()))) {
            Path stale = target.resolveSibling(name);
            boolean writers =
                    name.startsWith(prefix) && name.substring(prefix.length()).matches("[0-9]+");
            if (writers && foreign(stale).isEmpty()) {
                FileTree.delete(stale);
            }
        }
    }

    private static BuildSummary fill(Path fresh, ArtifactDirectory.Content content)
            throws IOException {
        Files.createDirectories(fresh.resolve(Format.CONTRACTS));
        Files.createDirectories(fresh.resolve(Format.CLASSES));
        Files.createDirectories(fresh.resolve(Format.GENERATED));
        write(fresh.resolve(Format.GRAPH), GraphFile.from(content.graph()));
        write(fresh.resolve(Format.AGENTS), AgentsFile.from(content.graph()));
        write(fresh.resolve(Format.TOPICS), TopicsFile.from(content.graph()));
        for (Map.Entry<String, String> contract : content.contracts().entrySet()) {
            Path file = fresh.resolve(Format.CONTRACTS).resolve(contract.getKey());
            Files.writeString(file, contract.getValue(), StandardCharsets.UTF_8);
        }
        FileTree.copy(content.classes(), fresh.resolve(Format.CLASSES));
        FileTree.copy(content.generatedSources(), fresh.resolve(Format.GENERATED));
        copyLibraries(fresh.resolve(Format.LIBRARIES), content);
        BuildSummary summary =
                content.summary().withArtifactHash(FileTree.hash(fresh, Format.NOT_RUN));
        write(fresh.resolve(Format.SUMMARY), SummaryFile.from(summary));
        Files.writeString(fresh.resolve(Format.STATE), content.state(), StandardCharsets.UTF_8);
        return summary;
    }

    /** Numbered, so that the order of the class path is kept and equal names do not clash. */
    private static void copyLibraries(Path target, ArtifactDirectory.Content content)
            throws IOException {
        int number = 0;
        for (Path library : content.libraries()) {
            String name = library.getFileName().toString().replaceFirst("^[0-9]{3}-", "");
            Path copy = target.resolve(String.format(Locale.ROOT, "%03d-%s", number++, name));
            Files.createDirectories(target);
            if (Files.isDirectory(library)) {
                FileTree.copy(library, Files.createDirectories(copy));
            } else {
                Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void write(Path file, Object content) throws IOException {
        String json = Json.pretty(Json.MAPPER.valueToTree(content));
        Files.writeString(file, json, StandardCharsets.UTF_8);
    }

    private void swap(Path fresh) throws IOException {
        Path old = sibling(".old");
        if (Files.exists(target)) {
            FileTree.delete(old);
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        FileTree.delete(old);
    }

    /** Puts {@code .graphbus.old} back where a writer died between its two renames. */
    void restore() {
        if (target.getParent() == null) {
            return;
        }
        Path old = sibling(".old");
        try {
            if (Files.exists(target) || !Files.isDirectory(old) || foreign(old).isPresent()) {
                return;
            }
        } catch (IOException e) {
            return; // whose it is cannot be seen
        }
        try (DirectoryLock ignored = DirectoryLock.acquire(target)) {
            if (!Files.exists(target) && Files.isDirectory(old) && foreign(old).isEmpty()) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw notWritable(e.toString()).toException(e);
        }
    }
}
