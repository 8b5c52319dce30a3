package io.graphbus.cli.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.build.BuildResult;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "  graphbus build target/classes -o target/.graphbus --classpath 'lib/*'"
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

    @Option(
            names = "--classpath",
            paramLabel = "CP",
            defaultValue = "",
            description = "What the agents need besides GraphBus: jars, directories, dir/*.")
    private String classpath = "";

    @Option(
            names = "--validate",
            description = "Read the artifacts back and compare them with what was built.")
    private boolean validate;

    BuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (Diversion quiet = console.divert()) {
            BuildResult result = BuildOrchestrator.build(request());
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

    private BuildRequest request() {
        BuildRequest request = BuildRequest.of(input).classpath(Classpath.parse(classpath));
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
        String sum = "Built " + Sizes.size(result.graph());
        console.result(
                console.style().green(sum)
                        + " in "
                        + result.summary().durationMillis()
                        + " ms: "
                        + shown(result.artifacts()));
    }

    /** Relative to the working directory where it lies below it. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here) ? here.relativize(whole) : path;
    }
}
