package io.graphbus.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files people wrote, as opposed to what builds leave behind. */
final class SourceTree {

    static final Path ROOT = Path.of(System.getProperty("graphbus.root", "..")).toAbsolutePath();

    private static final Set<String> LEFT_BEHIND =
            Set.of("target", ".git", ".graphbus", "graphbus-data", ".idea", "node_modules");

    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "yaml", "yml", "json", "html", "js", "css", "sql", "sh");

    private SourceTree() {}

    static List<Path> textFiles() {
        return files().stream().filter(f -> TEXT.contains(extension(f))).toList();
    }

    static List<Path> javaFiles() {
        return files().stream().filter(f -> extension(f).equals("java")).toList();
    }

    static List<Path> mainJava() {
        return javaFiles().stream().filter(f -> relative(f).contains("/src/main/java/")).toList();
    }

    static List<Path> testJava() {
        return javaFiles().stream().filter(SourceTree::isTest).toList();
    }

    static boolean isTest(Path file) {
        return relative(file).matches(".*/(src/test|src/promises|tests)/.*");
    }

    static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> linesMatching(Path file, String regex) {
        List<String> lines = read(file).lines().toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> lines.get(i).matches(".*(" + regex + ").*"))
                .map(i -> relative(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Collector(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        Collector(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return LEFT_BEHIND.contains(dir.getFileName().toString()) && !dir.equals(ROOT)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
        }
    }
}
