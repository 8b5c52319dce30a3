package io.graphbus.cli.build;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.build.BuildResult;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Problems;
import io.graphbus.cli.output.Progress;
import io.graphbus.cli.system.BuildProgress;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.ProblemCode.Kind;
import io.graphbus.problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Makes all checks of a build and writes nothing. */
@Command(
        name = "validate",
        description = "Check agents as a build would, without writing anything.",
        footer = {
            "",
            "Example:",
            "  graphbus validate examples/hello-graphbus/agents --strict --format json"
        })
public final class ValidateCommand implements Callable<Integer> {

    private static final Set<ProblemCode> ALWAYS =
            Set.of(ProblemCode.COMPILE_ERROR, ProblemCode.NO_AGENTS);
    private static final Set<ProblemCode> TYPES =
            Set.of(
                    ProblemCode.PAYLOAD_MISMATCH,
                    ProblemCode.UNSUPPORTED_TYPE,
                    ProblemCode.INVALID_DEFAULT,
                    ProblemCode.INVALID_HANDLER,
                    ProblemCode.INVALID_METHOD,
                    ProblemCode.INVALID_FILTER,
                    ProblemCode.INVALID_STATE_TYPE);
    private static final Set<ProblemCode> CYCLES =
            Set.of(ProblemCode.DEPENDENCY_CYCLE, ProblemCode.UNKNOWN_DEPENDENCY);

    private final Console console;

    @Parameters(
            paramLabel = "INPUT",
            description = "A directory of Java sources, a directory of classes, or a jar.")
    private Path input = Path.of("");

    @Option(names = "--strict", description = "Warnings are findings too.")
    private boolean strict;

    @Option(
            names = "--check-types",
            description = "Report only what concerns types of payloads, arguments and state.")
    private boolean types;

    @Option(
            names = "--check-cycles",
            description = "Report only what concerns dependencies and their loops.")
    private boolean cycles;

    @Mixin private InputOptions options = new InputOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForFindings.class,
            converter = Format.ForFindings.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Diversion quiet = console.divert()) {
            BuildResult result = build();
            if (result.errors().stream().anyMatch(p -> p.code().kind() == Kind.USAGE)) {
                result.orThrow();
            }
            List<Problem> problems = result.problems().stream().filter(this::isAsked).toList();
            boolean valid = problems.stream().noneMatch(this::isFinding);
            report(result, problems, valid);
            return valid ? 0 : 1;
        }
    }

    private BuildResult build() {
        try (Progress progress = console.progress("Looking at " + input)) {
            return BuildOrchestrator.build(request().listener(new BuildProgress(progress)));
        }
    }

    private BuildRequest request() {
        return options.request(input).checkOnly(true);
    }

    private boolean isAsked(Problem problem) {
        ProblemCode code = problem.code();
        return (!types && !cycles)
                || ALWAYS.contains(code)
                || (types && TYPES.contains(code))
                || (cycles && CYCLES.contains(code));
    }

    private boolean isFinding(Problem problem) {
        return problem.severity() == Severity.ERROR
                || (strict && problem.severity() == Severity.WARNING);
    }

    private void report(BuildResult result, List<Problem> problems, boolean valid) {
        switch (format) {
            case SARIF -> console.result(Documents.pretty(Problems.sarif(problems, root())));
            case GITHUB -> problems.forEach(p -> console.result(Problems.github(p, root())));
            case TABLE, TEXT, JSON, YAML ->
                    console.result(
                            format,
                            document(result, problems, valid),
                            c -> text(result, problems, valid));
        }
    }

    /** The directory of sources as seen from here, where tools look for files. */
    private String root() {
        Path here = Path.of("").toAbsolutePath();
        Path sources = request().input().toAbsolutePath().normalize();
        if (!Files.isDirectory(sources)) {
            return "";
        }
        Path root = sources.startsWith(here) ? here.relativize(sources) : sources;
        return root.toString().replace('\\', '/');
    }

    private static JsonNode document(BuildResult result, List<Problem> problems, boolean valid) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("valid", valid);
        if (result.succeeded()) {
            document.put("agents", result.graph().agents().size());
            document.put("topics", result.graph().topics().size());
            document.put("subscriptions", Sizes.subscriptions(result.graph()));
        }
        document.put("problems", Problems.tree(problems));
        return Documents.tree(document);
    }

    private String text(BuildResult result, List<Problem> problems, boolean valid) {
        List<String> lines = new ArrayList<>();
        problems.forEach(p -> lines.add(Problems.render(p, console.style())));
        String sum = result.succeeded() ? ": " + Sizes.size(result.graph()) : "";
        lines.add(
                valid
                        ? console.style().green("valid") + sum
                        : console.style().red("not valid") + ": " + counts(problems));
        return String.join("\n", lines);
    }

    private static String counts(List<Problem> problems) {
        Map<Severity, Long> counts =
                problems.stream()
                        .collect(Collectors.groupingBy(Problem::severity, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Sizes.count(e.getValue(), e.getKey().label()))
                .collect(Collectors.joining(", "));
    }
}
