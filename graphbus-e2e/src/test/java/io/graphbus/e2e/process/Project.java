package io.graphbus.e2e.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** A project in a directory of its own, so that nothing is left in the checkout. */
public record Project(Path root) {

    /** A copy of an example. */
    public static Project example(String name, Path into) {
        return copy(Program.CHECKOUT.resolve("examples").resolve(name), into);
    }

    /** A copy of the agents of another project. */
    public static Project copy(Path original, Path into) {
        Path from = original.resolve("agents");
        Project project = new Project(into.resolve(original.getFileName()));
        for (Map.Entry<Path, byte[]> file : files(from).entrySet()) {
            project.write("agents/" + file.getKey(), new String(file.getValue(), UTF_8));
        }
        return project;
    }

    /** A project with one source file for each pair of name and text. */
    public static Project of(Path root, String... namesAndTexts) {
        Project project = new Project(root);
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            project.write("agents/" + namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return project;
    }

    public Project write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path agents() {
        return root.resolve("agents");
    }

    public Path artifacts() {
        return root.resolve(".graphbus");
    }

    /** All files below the artifacts directory with their bytes, one character each. */
    public Map<Path, String> artifactFiles() {
        Map<Path, String> contents = new TreeMap<>();
        files(artifacts())
                .forEach((file, bytes) -> contents.put(file, new String(bytes, ISO_8859_1)));
        return contents;
    }

    private static Map<Path, byte[]> files(Path directory) {
        Map<Path, byte[]> found = new TreeMap<>();
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            found.put(directory.relativize(file), Files.readAllBytes(file));
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
