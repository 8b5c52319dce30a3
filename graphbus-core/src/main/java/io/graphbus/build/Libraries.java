package io.graphbus.build;

import io.graphbus.maven.MavenProject.Dependencies;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of agents, from all that says something about it. */
final class Libraries {

    private Libraries() {}

    /** What is given goes before what Maven says; copies in artifacts stand for their originals. */
    static List<Path> joined(List<Path> given, Dependencies maven, List<Path> inside) {
        Set<String> names = given.stream().map(Libraries::name).collect(Collectors.toSet());
        Stream<Path> more = maven.classpath().stream().filter(path -> !names.contains(name(path)));
        return Stream.of(given.stream(), more, inside.stream())
                .flatMap(paths -> paths)
                .distinct()
                .toList();
    }

    /** Without the number that a copy has. */
    private static String name(Path path) {
        return String.valueOf(path.getFileName()).replaceFirst("^[0-9]{3}-(?=.+\\.jar$)", "");
    }
}
