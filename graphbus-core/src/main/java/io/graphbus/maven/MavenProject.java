package io.graphbus.maven;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.source.JavaSettings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dependencies of the Maven project that an input stands in: those that Maven itself would put
 * on the class path, from what it has downloaded before. Nothing is downloaded or executed;
 * profiles and extensions are not looked at.
 */
public final class MavenProject {

    private static final int LEVELS = 12;

    /** What agents get from GraphBus itself, whatever version they name. */
    private static final Set<String> PLATFORM =
            Set.of(
                    "io.graphbus:graphbus-core",
                    "io.graphbus:graphbus-test",
                    "org.slf4j:slf4j-api",
                    "org.jspecify:jspecify",
                    "tools.jackson.core:jackson-core",
                    "tools.jackson.core:jackson-databind",
                    "com.fasterxml.jackson.core:jackson-annotations");

    private final Path file;
    private final Repository repository;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<String, Artifact> managed = new LinkedHashMap<>();

    private MavenProject(Path file, Repository repository) {
        this.file = file;
        this.repository = repository;
    }

    /**
     * What a project needs.
     *
     * @param classpath jars and directories of classes, in Maven's order
     * @param release the language level; {@code null} when none is given
     * @param encoding of the sources; {@code null} when none is given
     * @param problems what is not there, as warnings
     */
    public record Dependencies(
            List<Path> classpath,
            @Nullable String release,
            @Nullable String encoding,
            List<Problem> problems) {

        /** For what is no Maven project. */
        public static final Dependencies NONE = new Dependencies(List.of(), null, null, List.of());

        public Dependencies {
            classpath = List.copyOf(classpath);
            problems = List.copyOf(problems);
        }

        /** These settings, with the project's own where they are the compiler's. */
        public JavaSettings settings(JavaSettings given) {
            JavaSettings settings =
                    given.release() == null && release != null ? given.release(release) : given;
            boolean standard = given.encoding().equals(StandardCharsets.UTF_8);
            return standard && encoding != null && isKnown(encoding)
                    ? settings.encoding(Charset.forName(encoding))
                    : settings;
        }

        private static boolean isKnown(String charset) {
            return charset.matches("[A-Za-z0-9_.:+-]+") && Charset.isSupported(charset);
        }
    }

    /** The dependencies of the project whose pom.xml stands in the input or nearest above it. */
    public static Dependencies dependencies(Path input) {
        return dependencies(input, Repository.local());
    }

    static Dependencies dependencies(Path input, Path repository) {
        return pom(input)
                .map(pom -> new MavenProject(pom, Repository.of(repository)).resolve())
                .orElse(Dependencies.NONE);
    }

    private static Optional<Path> pom(Path input) {
        Path here = input.toAbsolutePath().normalize();
        for (int i = 0; i < LEVELS && here != null; i++) {
            if (Files.isRegularFile(here.resolve("pom.xml"))) {
                return Optional.of(here.resolve("pom.xml"));
            }
            if (Files.exists(here.resolve(".git"))) {
                return Optional.empty();
            }
            here = here.getParent();
        }
        return Optional.empty();
    }

    private Dependencies resolve() {
        try {
            Pom pom = Pom.read(file, repository);
            findModules(pom);
            manage(pom, 0);
            List<Path> classpath = classpath(pom);
            reportMissing();
            return new Dependencies(
                    classpath,
                    release(pom),
                    pom.property("project.build.sourceEncoding").orElse(null),
                    problems);
        } catch (IOException e) {
            Problem problem =
                    Problem.of(
                            ProblemCode.DEPENDENCY_MISSING,
                            file.toString(),
                            "the dependencies of " + file + " cannot be read: " + e.getMessage(),
                            "Mend the file, or give what the agents need with --classpath.");
            return new Dependencies(List.of(), null, null, List.of(problem));
        }
    }

    /** The modules of the outermost project that this one belongs to. */
    private void findModules(Pom pom) throws IOException {
        Pom outermost = pom;
        while (outermost.parent().isPresent()
                && !outermost.parent().get().file().startsWith(repository.root())) {
            outermost = outermost.parent().get();
        }
        addModules(outermost, 0);
    }

    private void addModules(Pom pom, int depth) throws IOException {
        for (Path module : depth > LEVELS ? List.<Path>of() : pom.modules()) {
            if (Files.isRegularFile(module.resolve("pom.xml"))) {
                Pom inner = Pom.read(module.resolve("pom.xml"), repository);
                repository.modules().put(inner.groupId() + ":" + inner.artifactId(), module);
                addModules(inner, depth + 1);
            }
        }
    }

    /** What is said first counts; imports come after all that is said by name. */
    private void manage(Pom pom, int depth) throws IOException {
        List<Artifact> all = pom.managed();
        for (Artifact artifact : all) {
            if (!artifact.scope().equals("import")) {
                managed.putIfAbsent(artifact.key(), artifact);
            }
        }
        for (Artifact artifact : all) {
            Optional<Path> imported =
                    artifact.scope().equals("import") ? repository.pom(artifact) : Optional.empty();
            if (imported.isPresent() && depth < LEVELS) {
                manage(Pom.read(imported.get(), repository), depth + 1);
            }
        }
    }

    /** Breadth first: of two versions the nearer one counts, of equally near ones the first. */
    private List<Path> classpath(Pom pom) throws IOException {
        Map<String, Optional<Path>> found = new LinkedHashMap<>();
        Deque<Artifact> queue = new ArrayDeque<>();
        pom.dependencies().stream()
                .map(this::managed)
                .filter(MavenProject::isOwn)
                .forEach(queue::add);
        while (!queue.isEmpty()) {
            Artifact artifact = queue.remove();
            if (found.containsKey(artifact.key()) || isPlatform(artifact)) {
                continue;
            }
            Optional<Path> jar = repository.jar(artifact);
            found.put(artifact.key(), jar);
            if (jar.isEmpty() && !artifact.type().equals("pom")) {
                missing.add(artifact.toString());
            }
            addTransitive(artifact, queue);
        }
        return found.values().stream().flatMap(Optional::stream).toList();
    }

    private void addTransitive(Artifact artifact, Deque<Artifact> queue) throws IOException {
        Optional<Path> file = repository.pom(artifact);
        if (file.isEmpty()) {
            return;
        }
        Pom pom = Pom.read(file.get(), repository);
        Map<String, Artifact> theirs = new LinkedHashMap<>();
        pom.managed().forEach(m -> theirs.putIfAbsent(m.key(), m));
        for (Artifact next : pom.dependencies()) {
            Artifact there = filled(next, theirs.get(next.key()));
            Artifact here = overridden(there);
            boolean wanted =
                    !here.optional()
                            && Set.of("", "compile", "runtime").contains(here.scope())
                            && !here.isExcluded(artifact.exclusions());
            if (wanted) {
                Set<String> exclusions = new HashSet<>(here.exclusions());
                exclusions.addAll(artifact.exclusions());
                queue.add(here.with(here.version(), here.scope(), exclusions));
            }
        }
    }

    private Artifact managed(Artifact artifact) {
        return filled(artifact, managed.get(artifact.key()));
    }

    /** What is not said is taken from what is managed. */
    private static Artifact filled(Artifact artifact, @Nullable Artifact from) {
        if (from == null) {
            return artifact;
        }
        Set<String> exclusions = new HashSet<>(artifact.exclusions());
        exclusions.addAll(from.exclusions());
        return artifact.with(
                artifact.version().isEmpty() ? from.version() : artifact.version(),
                artifact.scope().isEmpty() ? from.scope() : artifact.scope(),
                exclusions);
    }

    /** The project's management has the last word on what comes along. */
    private Artifact overridden(Artifact artifact) {
        Artifact from = managed.get(artifact.key());
        return from == null || from.version().isEmpty()
                ? artifact
                : filled(
                        artifact.with(from.version(), artifact.scope(), artifact.exclusions()),
                        from);
    }

    private static boolean isOwn(Artifact artifact) {
        return !artifact.scope().equals("test") && !artifact.scope().equals("import");
    }

    private static boolean isPlatform(Artifact artifact) {
        return PLATFORM.contains(artifact.group() + ":" + artifact.name());
    }

    /** Only levels of which the compiler knows; older projects have {@code 1.8}. */
    private static @Nullable String release(Pom pom) {
        return Stream.of("maven.compiler.release", "maven.compiler.source")
                .flatMap(name -> pom.property(name).stream())
                .map(level -> level.replaceFirst("^1\\.", ""))
                .filter(level -> level.matches("[0-9]{1,2}"))
                .findFirst()
                .filter(level -> Integer.parseInt(level) < Runtime.version().feature())
                .orElse(null);
    }

    private void reportMissing() {
        if (!missing.isEmpty()) {
            problems.add(
                    Problem.of(
                            ProblemCode.DEPENDENCY_MISSING,
                            file.toString(),
                            "what the Maven project needs is not in "
                                    + repository.root()
                                    + ": "
                                    + String.join(", ", missing),
                            "Run mvn compile there once, or give it with --classpath."));
        }
    }
}
