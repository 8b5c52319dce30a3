package io.graphbus.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/** One run of the compiler over some files, and what it had to say. */
final class Compilation {

    private static final Pattern WORDS = Pattern.compile("\\W+");

    private final JavacTask task;
    private final StandardJavaFileManager manager;
    private final DiagnosticCollector<JavaFileObject> diagnostics;
    private final Places places;
    private final Outputs outputs;
    private final SourceIndex index = new SourceIndex();
    private final Set<Path> broken = new LinkedHashSet<>();

    /** Files that cannot be parsed; what the compiler guesses about their content is not told. */
    private final Set<Path> garbled = new LinkedHashSet<>();

    /** Files that use what is not there; their classes may lack a supertype. */
    private final Set<Path> unresolved = new HashSet<>();

    private final Set<String> garbledTypes = new HashSet<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private boolean twice;

    Compilation(
            JavacTask task,
            StandardJavaFileManager manager,
            DiagnosticCollector<JavaFileObject> diagnostics,
            Places places) {
        this.task = task;
        this.manager = manager;
        this.diagnostics = diagnostics;
        this.places = places;
        this.outputs = new Outputs(task.getElements(), source -> places.file(path(source)));
    }

    SourceIndex index() {
        return index;
    }

    /** In the order in which the compiler found them. */
    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    /** Files with errors; only without any are classes written. */
    Set<Path> broken() {
        return broken;
    }

    /** Binary names of the classes written, by source. */
    Map<String, List<String>> outputs() {
        return outputs.classes();
    }

    /** Only notes what stands where. */
    void read() throws IOException {
        try (manager) {
            PositionScanner scanner = scanner();
            task.parse().forEach(unit -> scan(scanner, unit));
        }
    }

    private PositionScanner scanner() {
        return new PositionScanner(index, Trees.instance(task).getSourcePositions());
    }

    void run() throws IOException {
        try (manager) {
            PositionScanner scanner = scanner();
            task.addTaskListener(outputs);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            syntaxErrors(units);
            units.forEach(unit -> scan(scanner, unit));
            List<CompilationUnitTree> made = new ArrayList<>();
            task.addTaskListener(new Parsed(made));
            analyze();
            made.forEach(unit -> scan(scanner, unit));
            diagnostics.getDiagnostics().forEach(this::add);
            if (succeeded()) {
                task.generate();
                diagnostics.getDiagnostics().forEach(this::add);
            }
        }
    }

    private boolean succeeded() {
        return problems.values().stream().noneMatch(p -> p.severity() == Severity.ERROR);
    }

    /** Processors are the user's code; what they throw comes as an error of the compiler's own. */
    private void analyze() throws IOException {
        try {
            task.analyze();
        } catch (Error e) {
            if (!e.getClass().getSimpleName().equals("AnnotationProcessingError")) {
                throw e;
            }
            problems.put(
                    "processor",
                    Problem.of(
                            ProblemCode.COMPILE_ERROR,
                            "",
                            "an annotation processor failed: " + e.getCause(),
                            "Mend the processor, or take it off the class path."));
        }
    }

    /** A class that another file has declared keeps its file from being compiled. */
    private void scan(PositionScanner scanner, CompilationUnitTree unit) {
        Path path = path(unit.getSourceFile());
        for (Problem problem : scanner.scan(unit, places.file(path))) {
            problems.put(problem.where(), problem);
            broken.add(path);
            twice = true;
        }
    }

    private void syntaxErrors(List<CompilationUnitTree> units) {
        List<Diagnostic<? extends JavaFileObject>> found = errors();
        found.stream()
                .filter(d -> !isEnd(d) || isFirst(d, found))
                .forEach(d -> report(d, ProblemCode.COMPILE_ERROR, line(d)));
        found.stream().flatMap(d -> Stream.ofNullable(d.getSource())).forEach(this::garbled);
        units.stream()
                .filter(unit -> garbled.contains(path(unit.getSourceFile())))
                .flatMap(unit -> unit.getTypeDecls().stream())
                .filter(ClassTree.class::isInstance)
                .map(type -> ((ClassTree) type).getSimpleName().toString())
                .forEach(garbledTypes::add);
    }

    /** A file that ends too early mostly has its mistake further up. */
    private static boolean isEnd(Diagnostic<?> diagnostic) {
        return "compiler.err.premature.eof".equals(diagnostic.getCode());
    }

    private static boolean isFirst(
            Diagnostic<? extends JavaFileObject> diagnostic,
            List<Diagnostic<? extends JavaFileObject>> all) {
        return all.stream()
                .filter(other -> Objects.equals(other.getSource(), diagnostic.getSource()))
                .findFirst()
                .equals(Optional.of(diagnostic));
    }

    private void garbled(JavaFileObject source) {
        garbled.add(path(source));
        garbledTypes.add(path(source).getFileName().toString().replaceFirst("\\.java$", ""));
    }

    private List<Diagnostic<? extends JavaFileObject>> errors() {
        return diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    /**
     * Several syntax errors of one line are mostly one mistake, seen from several sides; a wrong
     * encoding spoils many lines.
     */
    private String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        String where = places.of(diagnostic);
        return isEncoding(diagnostic)
                ? where.replaceFirst(":.*", "")
                : where.replaceFirst(":[0-9]+$", "");
    }

    private void add(Diagnostic<? extends JavaFileObject> diagnostic) {
        ProblemCode code =
                switch (diagnostic.getKind()) {
                    case ERROR -> ProblemCode.COMPILE_ERROR;
                    case WARNING, MANDATORY_WARNING -> ProblemCode.COMPILE_WARNING;
                    case NOTE, OTHER -> null;
                };
        if (code != null && !follows(diagnostic)) {
            report(diagnostic, code, places.of(diagnostic) + code + message(diagnostic));
        }
    }

    private void report(
            Diagnostic<? extends JavaFileObject> diagnostic, ProblemCode code, String key) {
        if (code == ProblemCode.COMPILE_ERROR && diagnostic.getSource() != null) {
            broken.add(path(diagnostic.getSource()));
        }
        if (isUnresolved(diagnostic) && diagnostic.getSource() != null) {
            unresolved.add(path(diagnostic.getSource()));
        }
        String message = message(diagnostic);
        String where = places.of(diagnostic);
        problems.putIfAbsent(key, Problem.of(code, where, message, hint(diagnostic)));
    }

    /** Whether it only tells that a file could not be parsed, or is told already. */
    private boolean follows(Diagnostic<? extends JavaFileObject> diagnostic) {
        if (diagnostic.getKind() != Diagnostic.Kind.ERROR) {
            return false;
        }
        if ("compiler.err.duplicate.class".equals(diagnostic.getCode())) {
            return twice;
        }
        JavaFileObject source = diagnostic.getSource();
        if (source != null
                && "compiler.err.method.does.not.override.superclass".equals(diagnostic.getCode())
                && unresolved.contains(path(source))) {
            return true;
        }
        return (source != null && garbled.contains(path(source)))
                || names(message(diagnostic), garbledTypes);
    }

    private static boolean names(String message, Set<String> types) {
        return !types.isEmpty() && WORDS.splitAsStream(message).anyMatch(types::contains);
    }

    private static String message(Diagnostic<?> diagnostic) {
        return diagnostic
                .getMessage(Locale.ENGLISH)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static boolean isEncoding(Diagnostic<?> diagnostic) {
        return String.valueOf(diagnostic.getCode())
                .startsWith("compiler.err.illegal.char.for.encoding");
    }

    private static String hint(Diagnostic<?> diagnostic) {
        String code = String.valueOf(diagnostic.getCode());
        if (code.equals("compiler.err.illegal.char") && diagnostic.getPosition() == 0) {
            return "The file may begin with a byte order mark: save it as UTF-8 without one.";
        }
        if (isEncoding(diagnostic)) {
            return "Save the file as UTF-8, or name its encoding with --encoding.";
        }
        return isUnresolved(diagnostic)
                ? "Check the spelling and the import; libraries go on --classpath."
                : "";
    }

    private static boolean isUnresolved(Diagnostic<?> diagnostic) {
        String code = String.valueOf(diagnostic.getCode());
        return code.equals("compiler.err.doesnt.exist")
                || code.startsWith("compiler.err.cant.resolve");
    }

    private static Path path(JavaFileObject file) {
        return Path.of(file.toUri());
    }

    /** Notes what is parsed later than the sources: what annotation processors have written. */
    private record Parsed(List<CompilationUnitTree> units) implements TaskListener {

        @Override
        public void finished(TaskEvent event) {
            @Nullable CompilationUnitTree unit = event.getCompilationUnit();
            if (event.getKind() == TaskEvent.Kind.PARSE && unit != null) {
                units.add(unit);
            }
        }
    }
}
