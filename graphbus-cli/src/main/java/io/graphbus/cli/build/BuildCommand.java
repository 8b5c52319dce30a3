package io.graphbus.cli.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.build.BuildResult;
import io.graphbus.build.BuildResult.Work;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.output.Progress;
import io.graphbus.cli.run.StopSignal;
import io.graphbus.cli.system.BuildProgress;
import io.graphbus.cli.watch.BuildLoop;
import io.graphbus.cli.watch.SourceWatch;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds agents into artifacts. */
@Command(
        name = "build",
        description = "Build agents into artifacts (.graphbus).",
        footer = {
            "",
            "Example:",
            "  graphbus build examples/hello-graphbus/agents",
            "  graphbus build target/classes -o target/.graphbus --classpath 'lib/*'",
            "  graphbus build my-project/agents --watch"
        })
public final class BuildCommand implements Runnable {

    private final Console console;

    @Parameters(
            paramLabel = "INPUT",
            description = "A directory of Java sources, a directory of classes, or a jar.")
    private Path input = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The artifacts directory; without it .graphbus beside the input.")
    private @Nullable Path output;

    @Mixin private InputOptions options = new InputOptions();

    @Option(
            names = "--validate",
            description = "Read the artifacts back and compare them with what was built.")
    private boolean validate;

    @Option(names = "--strict", description = "Warnings are errors: with any, nothing is written.")
    private boolean strict;

    @Option(
            names = "--watch",
            description = "Stay, and build again whenever something changes; Ctrl-C ends.")
    private boolean watch;

    BuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (watch && Files.exists(input)) {
            stay();
        } else {
            once();
        }
    }

    private void stay() {
        BuildRequest request = request();
        List<Path> places =
                Stream.concat(Stream.of(request.input()), request.classpath().stream()).toList();
        try (StopSignal stop = StopSignal.listen();
                Diversion quiet = console.divert();
                SourceWatch sources = SourceWatch.over(places)) {
            stop.then(sources::close);
            console.say("Watching " + request.input() + "; Ctrl-C ends.");
            new BuildLoop(console, () -> build(request()), this::sum, Clock.systemDefaultZone())
                    .run(sources);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try (Diversion quiet = console.divert()) {
            if (strict) {
                refuseWarnings(build(request().checkOnly(true)));
            }
            BuildResult result = build(request());
            result.problems().stream()
                    .filter(p -> p.severity() != Severity.ERROR)
                    .forEach(console::problem);
            result.orThrow();
            if (validate) {
                compare(result);
            }
            report(result);
        }
    }

    private BuildResult build(BuildRequest request) {
        try (Progress progress = console.progress("Looking at " + input)) {
            return BuildOrchestrator.build(request.listener(new BuildProgress(progress)));
        }
    }

    private static void refuseWarnings(BuildResult result) {
        List<Problem> findings =
                result.problems().stream().filter(p -> p.severity() != Severity.NOTE).toList();
        if (!findings.isEmpty()) {
            throw new GraphBusException(findings, null);
        }
    }

    private BuildRequest request() {
        BuildRequest request = options.request(input);
        return output == null ? request : request.output(output);
    }

    private void compare(BuildResult result) {
        if (!ArtifactDirectory.read(result.artifacts()).graph().equals(result.graph())) {
            throw Problem.of(
                            ProblemCode.ARTIFACTS_UNREADABLE,
                            result.artifacts().toString(),
                            "What was read back differs from what was built",
                            "Check that nothing else writes there, and build again.")
                    .toException();
        }
        console.say("Read back and compared: the same graph.");
    }

    private void report(BuildResult result) {
        if (console.isVerbose()) {
            GraphViews views = new GraphViews(console);
            GraphDocuments documents = new ArtifactDocuments(result.artifacts());
            console.result(views.graph(documents.graph(), documents.topics()));
        }
        boolean none = result.work().none();
        String sum = (none ? "Up to date: " : "Built ") + sum(result);
        String time = none ? "" : " in " + result.summary().durationMillis() + " ms";
        console.result(console.style().green(sum) + time + ": " + shown(result.artifacts()));
    }

    /** What there is, and how little of it had to be compiled. */
    private String sum(BuildResult result) {
        Work work = result.work();
        String part =
                work.isPartial()
                        ? " (%d of %d files compiled)".formatted(work.compiled(), work.sources())
                        : "";
        return Sizes.size(result.graph()) + part;
    }

    /** Relative to the working directory where it lies below it. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here) ? here.relativize(whole) : path;
    }
}
