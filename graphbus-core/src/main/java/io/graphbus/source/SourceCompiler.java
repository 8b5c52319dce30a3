package io.graphbus.source;

import com.sun.source.util.JavacTask;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles Java sources with the compiler of this process. Files that do not compile do not keep
 * the others from being compiled, as far as those do without them. Not for use by several threads
 * at once.
 */
public final class SourceCompiler {

    /** How often what is left is tried again without the files that failed. */
    private static final int ROUNDS = 5;

    private final Path root;
    private final Path scratch;
    private final List<Path> classpath;
    private final JavaSettings settings;

    /**
     * A compiler for the sources of one project.
     *
     * @param root of the sources; places in problems are relative to it
     * @param scratch a directory for temporary files
     * @param classpath what the sources need beside GraphBus
     */
    public SourceCompiler(Path root, Path scratch, List<Path> classpath, JavaSettings settings) {
        this.root = root.toAbsolutePath().normalize();
        this.scratch = scratch;
        this.classpath = List.copyOf(classpath);
        this.settings = settings;
    }

    /**
     * What a compilation gave.
     *
     * @param problems errors and warnings of the compiler; with an error, classes are missing
     * @param outputs binary names of the classes written, by source
     */
    public record Result(
            List<Problem> problems, SourceIndex index, Map<String, List<String>> outputs) {

        public Result {
            outputs = Map.copyOf(outputs);
            problems = List.copyOf(problems);
        }

        public boolean succeeded() {
            return problems.stream().noneMatch(p -> p.severity() == Severity.ERROR);
        }
    }

    /**
     * Compiles the files into {@code classes} and remembers what stands where.
     *
     * @param generated where annotation processors write sources
     */
    public Result compile(List<Path> files, Path classes, Path generated) {
        try {
            Files.createDirectories(classes);
            Files.createDirectories(generated);
            Compilation first = compilation(files, classes, generated);
            first.run();
            Set<Path> left = new LinkedHashSet<>(files);
            Set<Path> broken = first.broken();
            for (int round = 0; round < ROUNDS && left.removeAll(broken) && !left.isEmpty(); ) {
                Compilation again = compilation(List.copyOf(left), classes, generated);
                again.run();
                broken = again.broken();
                round++;
            }
            return new Result(first.problems(), first.index(), first.outputs());
        } catch (StackOverflowError | IllegalStateException e) {
            return nothing(tooDeep(e));
        } catch (IllegalArgumentException e) {
            return nothing(refused(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result nothing(Problem problem) {
        return new Result(List.of(problem), new SourceIndex(), Map.of());
    }

    /** What stands where in files that compile; nothing is compiled. */
    public SourceIndex index(List<Path> files) {
        try {
            Compilation compilation =
                    compilation(
                            files,
                            Files.createDirectories(scratch.resolve("no-classes")),
                            Files.createDirectories(scratch.resolve("no-generated")));
            compilation.read();
            return compilation.index();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Compilation compilation(List<Path> files, Path classes, Path generated)
            throws IOException {
        JavaCompiler compiler = compiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, settings.encoding());
        manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
        manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
        manager.setLocationFromPaths(
                StandardLocation.SOURCE_PATH,
                List.of(Files.createDirectories(scratch.resolve("no-sources"))));
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                new StringWriter(),
                                manager,
                                diagnostics,
                                options(),
                                null,
                                manager.getJavaFileObjectsFromPaths(files));
        return new Compilation(task, manager, diagnostics, new Places(root, generated));
    }

    private static JavaCompiler compiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw Problem.of(
                            ProblemCode.JDK_REQUIRED,
                            System.getProperty("java.home"),
                            "this Java has no compiler",
                            "Run GraphBus on a JDK, not on a JRE.")
                    .toException();
        }
        return compiler;
    }

    /** The compiler hides an exhausted stack behind an exception of its own. */
    private static Problem tooDeep(Throwable failure) {
        if (failure instanceof IllegalStateException hidden
                && !(hidden.getCause() instanceof StackOverflowError)) {
            throw hidden;
        }
        return Problem.of(
                ProblemCode.COMPILE_ERROR,
                "",
                "an expression or a type is nested too deeply for the compiler",
                "Split it into smaller ones.");
    }

    private static Problem refused(IllegalArgumentException failure) {
        return Problem.of(
                ProblemCode.INPUT_UNREADABLE,
                "",
                "the compiler does not take its options: " + failure.getMessage(),
                "Check --release, and the compiler's settings in pom.xml.");
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("-classpath", path(classpath, settings.compileOnly())));
        options.addAll(List.of("-parameters", "-g", "-implicit:none", "-Xmaxerrs", "1000"));
        options.addAll(List.of("-XDshould-stop.ifError=FLOW", "-Xlint:-options,-path"));
        options.add(settings.processing() ? "-proc:full" : "-proc:none");
        if (!settings.processorPath().isEmpty()) {
            options.addAll(List.of("-processorpath", joined(settings.processorPath().stream())));
        }
        if (settings.release() != null) {
            options.addAll(List.of("--release", settings.release()));
        }
        options.addAll(settings.arguments());
        return options;
    }

    private String path(List<Path> entries, List<Path> compileOnly) {
        Stream<Path> own = Stream.concat(entries.stream(), compileOnly.stream());
        return joined(Stream.concat(own, Platform.classpath(scratch).stream()));
    }

    private static String joined(Stream<Path> entries) {
        return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
