package io.graphbus.cli.build;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads a class path as {@code java} would. */
final class Classpath {

    private static final String ALL_JARS = "*";

    private Classpath() {}

    /** Its entries; {@code dir/*} stands for all jars of a directory, sorted. */
    static List<Path> parse(String text) {
        return Stream.of(text.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .flatMap(Classpath::expand)
                .toList();
    }

    private static Stream<Path> expand(String entry) {
        if (!entry.endsWith(File.separator + ALL_JARS) && !entry.equals(ALL_JARS)) {
            return Stream.of(Path.of(entry));
        }
        Path directory = Path.of(entry.substring(0, entry.length() - 1));
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
