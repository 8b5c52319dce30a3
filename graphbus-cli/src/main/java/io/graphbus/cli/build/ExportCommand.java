package io.graphbus.cli.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.TextFile;
import io.graphbus.cli.system.Projects;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.export.GraphDocument;
import io.graphbus.export.GraphView;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a graph as a document of another tool, without starting anything. */
@Command(
        name = "export",
        description = "Write a graph for other tools: Mermaid, Graphviz, AsyncAPI, JSON Schema.",
        footer = {
            "",
            "Example:",
            "  graphbus export examples/hello-graphbus --format mermaid",
            "  graphbus export --format asyncapi --agent HelloService -o asyncapi.json",
            "  graphbus export --format dot | dot -Tsvg > graph.svg"
        })
public final class ExportCommand implements Runnable {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "ARTIFACTS",
            description = {
                "The .graphbus directory, or a project that has one; without it the nearest"
                        + " upwards."
            })
    private @Nullable Path input;

    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = "Another way to name the artifacts.")
    private @Nullable Path artifacts;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = ExportChoices.Formats.class,
            converter = ExportChoices.Formats.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private GraphDocument format = GraphDocument.MERMAID;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write, as a whole or not at all; without it stdout.")
    private @Nullable Path output;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Only what this agent does, its topics and who is at their other ends.")
    private @Nullable String agent;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "The document's title; without it the project directory's name.")
    private @Nullable String title;

    @Option(
            names = "--graph-version",
            paramLabel = "VERSION",
            description =
                    "The version that the document states; without it, AsyncAPI gets one that"
                            + " follows from the content.")
    private @Nullable String version;

    @Option(
            names = "--asyncapi-version",
            paramLabel = "VERSION",
            defaultValue = "3.0.0",
            completionCandidates = ExportChoices.AsyncApiVersions.class,
            converter = ExportChoices.AsyncApiVersions.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private String asyncApi = "3.0.0";

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ArtifactDirectory read = ArtifactDirectory.read(artifacts());
        String text = format.of(view(read));
        if (output == null) {
            console.result(text.stripTrailing());
        } else {
            TextFile.write(output, text);
            console.say("Wrote " + format + " of " + Sizes.size(read.graph()) + ": " + output);
        }
    }

    private Path artifacts() {
        if (input != null && artifacts != null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "export",
                            "Artifacts were named twice",
                            "Name them once.")
                    .toException();
        }
        Path named = input == null ? artifacts : input;
        return named == null ? SystemOptions.nearest() : Projects.built(named);
    }

    private GraphView view(ArtifactDirectory read) {
        GraphView all =
                GraphView.of(read.graph(), title == null ? name(read.path()) : title)
                        .version(version)
                        .asyncApi(asyncApi);
        return agent == null ? all : all.only(known(agent, read.graph()));
    }

    private static String known(String name, AgentGraph graph) {
        if (graph.agent(name).isEmpty()) {
            throw Problem.of(
                            ProblemCode.UNKNOWN_AGENT,
                            name,
                            "There is no agent named " + name,
                            Nearest.hint(name, "agents", graph.agentNames()))
                    .toException();
        }
        return name;
    }

    /** The directory in which the artifacts lie, or else their own. */
    private static String name(Path artifacts) {
        Path whole = artifacts.toAbsolutePath().normalize();
        boolean usual = whole.endsWith(ArtifactDirectory.NAME);
        Path named = usual ? whole.getParent() : whole;
        Path name = named == null ? null : named.getFileName();
        return name == null ? "GraphBus" : name.toString();
    }
}
