package io.graphbus.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Java sources with the compiler of this process. Not for use by several threads at once.
 */
public final class SourceCompiler {

    private final Path root;
    private final Path scratch;
    private final List<Path> classpath;

    /**
     * A compiler for the sources of one project.
     *
     * @param root of the sources; places in problems are relative to it
     * @param scratch a directory for temporary files
     * @param classpath what the sources need beside GraphBus
     */
    public SourceCompiler(Path root, Path scratch, List<Path> classpath) {
        this.root = root.toAbsolutePath().normalize();
        this.scratch = scratch;
        this.classpath = List.copyOf(classpath);
    }

    /**
     * What a compilation gave.
     *
     * @param problems errors and warnings of the compiler; with an error, classes are missing
     */
    public record Result(List<Problem> problems, SourceIndex index) {

        public Result {
            problems = List.copyOf(problems);
        }

        public boolean succeeded() {
            return problems.stream().noneMatch(p -> p.severity() == Severity.ERROR);
        }
    }

    /** Compiles the files into {@code classes} and remembers where classes and methods stand. */
    public Result compile(List<Path> files, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw Problem.of(
                            ProblemCode.JDK_REQUIRED,
                            System.getProperty("java.home"),
                            "this Java has no compiler",
                            "Run GraphBus on a JDK, not on a JRE.")
                    .toException();
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(
                        diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(
                    StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
            StringWriter other = new StringWriter();
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    other,
                                    manager,
                                    diagnostics,
                                    options(),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            return run(task, diagnostics);
        } catch (StackOverflowError | IllegalStateException e) {
            return new Result(List.of(tooDeep(e)), new SourceIndex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private List<String> options() {
        String path =
                Stream.concat(classpath.stream(), Platform.classpath(scratch).stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "-classpath",
                path,
                "-parameters",
                "-g",
                "-proc:full",
                "-implicit:none",
                "-Xmaxerrs",
                "1000",
                "-Xlint:-options,-path");
    }

    private Result run(JavacTask task, DiagnosticCollector<JavaFileObject> diagnostics)
            throws IOException {
        SourceIndex index = new SourceIndex();
        List<Problem> problems = new ArrayList<>();
        Iterable<? extends CompilationUnitTree> units = task.parse();
        PositionScanner scanner =
                new PositionScanner(index, Trees.instance(task).getSourcePositions());
        for (CompilationUnitTree unit : units) {
            String file = relative(Path.of(unit.getSourceFile().toUri()));
            index.addText(file, unit.getSourceFile().getCharContent(true).toString());
            problems.addAll(scanner.scan(unit, file));
        }
        if (problems.isEmpty() && !hasErrors(diagnostics)) {
            task.analyze();
            if (!hasErrors(diagnostics)) {
                task.generate();
            }
        }
        diagnostics.getDiagnostics().stream()
                .flatMap(d -> Stream.ofNullable(problem(d)))
                .distinct()
                .forEach(problems::add);
        return new Result(problems, index);
    }

    private static boolean hasErrors(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream()
                .anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }

    private @Nullable Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        ProblemCode code =
                switch (diagnostic.getKind()) {
                    case ERROR -> ProblemCode.COMPILE_ERROR;
                    case WARNING, MANDATORY_WARNING -> ProblemCode.COMPILE_WARNING;
                    case NOTE, OTHER -> null;
                };
        if (code == null) {
            return null;
        }
        String message =
                diagnostic
                        .getMessage(Locale.ENGLISH)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("; "));
        return Problem.of(code, where(diagnostic), message, hint(diagnostic));
    }

    private static String hint(Diagnostic<?> diagnostic) {
        String code = String.valueOf(diagnostic.getCode());
        if (code.equals("compiler.err.illegal.char") && diagnostic.getPosition() == 0) {
            return "The file may begin with a byte order mark: save it as UTF-8 without one.";
        }
        return code.equals("compiler.err.doesnt.exist")
                        || code.startsWith("compiler.err.cant.resolve")
                ? "Check the spelling and the import; libraries go on --classpath."
                : "";
    }

    private String where(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        if (source == null) {
            return "";
        }
        String file = relative(Path.of(source.toUri()));
        return diagnostic.getPosition() == Diagnostic.NOPOS
                ? file
                : file + ":" + diagnostic.getLineNumber() + ":" + diagnostic.getColumnNumber();
    }

    private String relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }
}
