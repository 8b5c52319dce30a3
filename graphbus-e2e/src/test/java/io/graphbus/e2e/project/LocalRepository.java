package io.graphbus.e2e.project;

import io.graphbus.e2e.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Maven repository of its own with this checkout's artifacts, as {@code install} would put them;
 * everything else comes from the repository the tests run with.
 */
record LocalRepository(Path path) {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    static LocalRepository in(Path path) throws IOException {
        LocalRepository repository = new LocalRepository(path);
        repository.put("graphbus-parent", Program.CHECKOUT.resolve("pom.xml"), ".pom");
        for (String module : List.of("graphbus-bom", "graphbus-core", "graphbus-test")) {
            Path directory = Program.CHECKOUT.resolve(module);
            repository.put(module, directory.resolve("pom.xml"), ".pom");
            Path jar = jar(module);
            if (Files.exists(jar)) {
                repository.put(module, jar, ".jar");
            }
        }
        return repository;
    }

    /** Whether the phase {@code package} has made what is to be installed. */
    static boolean canBeFilled() {
        return Files.exists(jar("graphbus-core")) && Files.exists(jar("graphbus-test"));
    }

    private static Path jar(String module) {
        return Program.CHECKOUT.resolve(module + "/target/" + module + "-" + VERSION + ".jar");
    }

    private void put(String artifact, Path file, String suffix) throws IOException {
        Path directory = path.resolve("io/graphbus").resolve(artifact).resolve(VERSION);
        Files.createDirectories(directory);
        Files.copy(file, directory.resolve(artifact + "-" + VERSION + suffix));
    }

    /** Options that make Maven use it. */
    List<String> options() {
        String usual = System.getProperty("user.home") + "/.m2/repository";
        String behind = System.getProperty("localRepository", usual);
        return List.of("-Dmaven.repo.local=" + path, "-Dmaven.repo.local.tail=" + behind);
    }
}
