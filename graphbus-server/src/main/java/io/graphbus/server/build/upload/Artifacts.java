package io.graphbus.server.build.upload;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a client has built already: an artifacts directory, or a jar of classes. Every name is
 * relative and stays inside its directory.
 *
 * @param files by path, with {@code /}
 */
public record Artifacts(SortedMap<String, byte[]> files) {

    private static final String GRAPH = "graph.json";
    private static final String DIRECTORY = ArtifactDirectory.NAME + "/";

    public Artifacts {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Those of a whole upload; a {@code .graphbus/} directory that holds them all is left out. */
    static Artifacts of(SortedMap<String, byte[]> files) {
        String first = files.isEmpty() ? "" : files.firstKey();
        int at = first.startsWith(DIRECTORY) ? 0 : first.indexOf("/" + DIRECTORY) + 1;
        String prefix = first.startsWith(DIRECTORY, at) ? first.substring(0, at) + DIRECTORY : "";
        boolean all = files.keySet().stream().allMatch(name -> name.startsWith(prefix));
        var relative = new TreeMap<String, byte[]>();
        files.forEach(
                (name, content) ->
                        relative.put(all ? name.substring(prefix.length()) : name, content));
        var artifacts = new Artifacts(relative);
        if (!artifacts.areFinished()
                && files.keySet().stream().noneMatch(n -> n.endsWith(".class"))) {
            throw EntryName.refused(
                    "artifacts",
                    "The upload is neither an artifacts directory nor a jar of classes.",
                    "Send a zip of the .graphbus directory that graphbus build writes, or a jar.");
        }
        return artifacts;
    }

    /** Whether they are an artifacts directory; else they are classes, of which one is built. */
    public boolean areFinished() {
        return files.containsKey(GRAPH);
    }

    /**
     * Writes an artifacts directory and reads it again.
     *
     * @throws GraphBusException {@code INVALID_UPLOAD} when it lacks something or is not as it was
     *     built
     */
    public ArtifactDirectory unpackTo(Path directory) throws IOException {
        Unpacking.write(files, directory);
        try {
            ArtifactDirectory artifacts = ArtifactDirectory.read(directory);
            if (artifacts.isIntact()) {
                return artifacts;
            }
        } catch (GraphBusException e) {
            Problem problem = e.problem();
            throw Problem.of(
                            ProblemCode.INVALID_UPLOAD,
                            problem.where().replace(directory.toString(), "artifacts"),
                            problem.message().replace(directory.toString(), "the upload"),
                            problem.hint())
                    .toException(e);
        }
        throw EntryName.refused(
                "artifacts",
                "The artifacts are not as they were built: their hash is another.",
                "Send the whole .graphbus directory as graphbus build has written it.");
    }

    /** Writes the classes as a jar. */
    public Path writeJar(Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return jar;
    }
}
