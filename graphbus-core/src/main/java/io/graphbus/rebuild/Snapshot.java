package io.graphbus.rebuild;

import io.graphbus.artifact.FileTree;
import io.graphbus.schema.Json;
import io.graphbus.source.JavaSettings;
import io.graphbus.source.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that decides what a build gives, as hashes.
 *
 * @param builder GraphBus and the JDK that build
 * @param settings of the compiler
 * @param libraries names and hashes, in the order of the class path
 * @param sources hashes of Java files by name
 * @param others hashes of all other files, and of libraries inside the input, by name
 */
public record Snapshot(
        String builder,
        String settings,
        List<String> libraries,
        SortedMap<String, String> sources,
        SortedMap<String, String> others) {

    private static final String PROCESSOR = "processor: ";

    public Snapshot {
        libraries = List.copyOf(libraries);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    /** Looks at all files. */
    public static Snapshot of(
            String builder, JavaSettings java, List<Path> libraries, Scanner.Input input)
            throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path library : libraries) {
            hashes.add(name(library) + " " + hash(library));
        }
        for (Path library : java.compileOnly()) {
            hashes.add("to compile: " + name(library) + " " + hash(library));
        }
        for (Path library : java.processorPath()) {
            hashes.add(PROCESSOR + name(library) + " " + hash(library));
        }
        return new Snapshot(
                builder, settings(java), hashes, hashes(input, input.sources()), others(input));
    }

    private static SortedMap<String, String> others(Scanner.Input input) throws IOException {
        return hashes(
                input, Stream.concat(input.others().stream(), input.libraries().stream()).toList());
    }

    private static String settings(JavaSettings java) {
        return "release %s, %s, processing %s %s"
                .formatted(java.release(), java.encoding(), java.processing(), java.arguments());
    }

    /** Whether somebody else than the compiler may decide what comes of a source. */
    boolean hasProcessors() {
        return libraries.stream().anyMatch(library -> library.startsWith(PROCESSOR));
    }

    /** Artifacts number their copies of libraries. */
    private static String name(Path library) {
        return library.getFileName().toString().replaceFirst("^[0-9]{3}-", "");
    }

    private static String hash(Path file) throws IOException {
        return Files.isDirectory(file)
                ? FileTree.hash(file)
                : Json.sha256(Files.readAllBytes(file));
    }

    private static SortedMap<String, String> hashes(Scanner.Input input, List<Path> files)
            throws IOException {
        TreeMap<String, String> hashes = new TreeMap<>();
        for (Path file : files) {
            hashes.put(input.name(file), hash(file));
        }
        return hashes;
    }

    /** Whether the files are still as they were. */
    public boolean isStill(Scanner.Input input) {
        try {
            return sources.equals(hashes(input, input.sources())) && others.equals(others(input));
        } catch (IOException e) {
            return false;
        }
    }

    /** SHA-256 over everything in the input; builder, settings and libraries do not count. */
    public String sourceHash() {
        MessageDigest digest = Json.newSha256();
        TreeMap<String, String> all = new TreeMap<>(others);
        all.putAll(sources);
        all.forEach(
                (name, hash) ->
                        FileTree.add(digest, name, hash.getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
