package io.graphbus.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The local repository, and the modules that stand beside the project.
 *
 * @param root such as {@code ~/.m2/repository}
 * @param modules directories of modules by {@code group:artifact}
 */
record Repository(Path root, Map<String, Path> modules) {

    static Repository of(Path root) {
        return new Repository(root, new HashMap<>());
    }

    /** As Maven finds it: a system property, or the directory in the user's home. */
    static Path local() {
        String named = System.getProperty("maven.repo.local", "");
        return named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".m2", "repository")
                : Path.of(named);
    }

    /**
     * A file of the repository, if it is there.
     *
     * @param ending such as {@code .pom} or {@code -tests.jar}
     */
    Optional<Path> file(String group, String name, String version, String ending) {
        Path file =
                root.resolve(group.replace('.', '/'))
                        .resolve(name)
                        .resolve(version)
                        .resolve(name + "-" + version + ending);
        return Optional.of(file).filter(Files::isRegularFile);
    }

    /** The pom.xml of a dependency. */
    Optional<Path> pom(Artifact artifact) {
        return Optional.ofNullable(modules.get(artifact.group() + ":" + artifact.name()))
                .map(module -> module.resolve("pom.xml"))
                .or(() -> file(artifact.group(), artifact.name(), version(artifact), ".pom"));
    }

    /** What goes on the class path: a module's classes, or a jar. */
    Optional<Path> jar(Artifact artifact) {
        Path module = modules.get(artifact.group() + ":" + artifact.name());
        if (module != null && Files.isDirectory(module.resolve("target/classes"))) {
            return Optional.of(module.resolve("target/classes"));
        }
        String classifier = artifact.classifier().isEmpty() ? "" : "-" + artifact.classifier();
        return file(artifact.group(), artifact.name(), version(artifact), classifier + ".jar");
    }

    /** A range of one version is that version. */
    private static String version(Artifact artifact) {
        return artifact.version().matches("\\[[^,]+]")
                ? artifact.version().substring(1, artifact.version().length() - 1)
                : artifact.version();
    }
}
