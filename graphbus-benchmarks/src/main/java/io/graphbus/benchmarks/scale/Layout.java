package io.graphbus.benchmarks.scale;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one graph and what is made of it lie.
 *
 * @param root a directory that is deleted in the end
 * @param product the directory with the jars of the command line
 */
record Layout(Path root, Path product) implements AutoCloseable {

    /** A graph of so many agents in a new directory. */
    static Layout of(Path product, int agents) throws IOException {
        Layout layout = new Layout(Files.createTempDirectory("graphbus-scale"), product);
        Sources.write(layout.agents(), agents);
        try (Stream<Path> files = Files.walk(layout.agents())) {
            List<String> names =
                    files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().toList();
            Files.write(layout.list(), names);
        }
        return layout;
    }

    Path agents() {
        return root.resolve("agents");
    }

    Path artifacts() {
        return root.resolve("artifacts");
    }

    Path classes() {
        return root.resolve("classes");
    }

    Path list() {
        return root.resolve("sources.txt");
    }

    /** All jars of the product. */
    String libraries() {
        try (Stream<Path> jars = Files.list(product)) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
