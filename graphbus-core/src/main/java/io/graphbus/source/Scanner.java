package io.graphbus.source;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Finds out what a build is given: a directory of sources, a directory of classes, or a jar. */
public final class Scanner {

    /** Where Spring Boot puts classes and libraries into jars and wars. */
    private static final List<String> BOOT = List.of("/BOOT-INF", "/WEB-INF");

    private Scanner() {}

    /**
     * What was found.
     *
     * @param root of the files
     * @param sources Java files, sorted; empty when there are only classes
     * @param others class files and resources, sorted
     * @param libraries jars that came inside the input
     */
    public record Input(Path root, List<Path> sources, List<Path> others, List<Path> libraries) {

        public Input {
            sources = List.copyOf(sources);
            others = List.copyOf(others);
            libraries = List.copyOf(libraries);
        }

        /** The file's path below the root, with {@code /}. */
        public String name(Path file) {
            return root.relativize(file).toString().replace('\\', '/');
        }
    }

    /**
     * Lists a directory or unpacks a jar.
     *
     * @param scratch where the content of jars is put
     * @throws io.graphbus.problem.GraphBusException {@code DIRECTORY_MISSING} or {@code
     *     INPUT_UNREADABLE}
     */
    public static Input scan(Path path, Path scratch) {
        Path input = path.toAbsolutePath().normalize();
        if (!Files.exists(input)) {
            throw missing(path).toException();
        }
        try {
            return Files.isDirectory(input) ? directory(input) : jar(input, scratch);
        } catch (IOException | ProviderNotFoundException e) {
            throw unreadable(path, String.valueOf(e.getMessage())).toException(e);
        }
    }

    /** The problem of a path that does not exist, with the way to a first project. */
    public static Problem missing(Path path) {
        return Problem.of(
                ProblemCode.DIRECTORY_MISSING,
                path.toString(),
                "there is no " + path,
                "To create a project: graphbus init my-project; in it: graphbus build agents.");
    }

    private static Problem unreadable(Path path, String reason) {
        return Problem.of(
                ProblemCode.INPUT_UNREADABLE,
                path.toString(),
                path + " cannot be read: " + reason,
                "Give a directory of Java sources, a directory of classes, or a jar.");
    }

    private static Input directory(Path root) throws IOException {
        List<Path> sources = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path file : files(root)) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".java")) {
                others.add(file);
            } else if (!name.equals("module-info.java")) {
                sources.add(file);
            }
        }
        if (!sources.isEmpty()) {
            others.removeIf(file -> file.toString().endsWith(".class"));
        }
        return new Input(root, sources, others, List.of());
    }

    /** Follows symbolic links, but not in circles; hidden files and artifacts are left out. */
    private static List<Path> files(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return !directory.equals(root) && (hidden(directory) || built(directory))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && !hidden(file)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof java.nio.file.FileSystemLoopException
                                || Files.isSymbolicLink(file)) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    /** Whether an earlier build wrote its artifacts there. */
    private static boolean built(Path directory) {
        return Files.exists(directory.resolve("graph.json"))
                && Files.exists(directory.resolve("build_summary.json"));
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static Input jar(Path jar, Path scratch) throws IOException {
        Path classes = Files.createDirectories(scratch.resolve("jar-classes"));
        Path libraries = Files.createDirectories(scratch.resolve("jar-lib"));
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Optional<Path> boot =
                    BOOT.stream()
                            .map(files::getPath)
                            .filter(inner -> Files.isDirectory(inner.resolve("classes")))
                            .findFirst();
            copy(boot.isPresent() ? boot.get().resolve("classes") : files.getPath("/"), classes);
            if (boot.isPresent() && Files.isDirectory(boot.get().resolve("lib"))) {
                copy(boot.get().resolve("lib"), libraries);
            }
        }
        Input input = directory(classes);
        List<Path> inside = files(libraries);
        return new Input(classes, List.of(), input.others(), inside);
    }

    /** Of what describes a jar, only services and the like concern what is in it. */
    private static boolean isContent(String name) {
        return !name.startsWith("META-INF/") || name.startsWith("META-INF/services/");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                String name = from.relativize(file).toString();
                Path target = to.resolve(name).normalize();
                if (target.startsWith(to) && isContent(name) && !name.endsWith(".java")) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
