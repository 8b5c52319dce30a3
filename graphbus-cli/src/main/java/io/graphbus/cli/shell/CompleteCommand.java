package io.graphbus.cli.shell;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.system.Projects;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.Topic;
import io.graphbus.problem.GraphBusException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Names that completion scripts offer, one a line, from the artifacts that the typed words name or
 * the nearest. Says nothing when there are none: nobody reads a problem in the middle of typing.
 */
@Command(
        name = "__complete",
        hidden = true,
        description = "Names for completion scripts: agents, methods or topics.")
public final class CompleteCommand implements Runnable {

    private static final String ARTIFACTS = "--artifacts";

    private final Console console;

    @Parameters(index = "0", paramLabel = "KIND", description = "agents, methods or topics.")
    private String kind = "";

    @Parameters(index = "1..*", paramLabel = "WORD", description = "What has been typed so far.")
    private List<String> typed = List.of();

    CompleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try {
            List<String> names =
                    artifacts()
                            .map(a -> names(ArtifactDirectory.read(a).graph()).toList())
                            .orElse(List.of());
            if (!names.isEmpty()) {
                console.result(String.join("\n", names));
            }
        } catch (GraphBusException unreadable) {
            console.result("");
        }
    }

    private Stream<String> names(AgentGraph graph) {
        return switch (kind) {
            case "agents" -> graph.agentNames().stream();
            case "methods" ->
                    graph.agents().stream()
                            .flatMap(a -> a.methods().stream().map(m -> a.name() + "." + m.name()));
            case "topics" -> graph.topics().stream().map(Topic::name);
            default -> Stream.empty();
        };
    }

    private Optional<Path> artifacts() {
        int option = typed.indexOf(ARTIFACTS);
        Stream<String> named =
                option >= 0 && option + 1 < typed.size()
                        ? Stream.of(typed.get(option + 1))
                        : typed.stream().skip(2).map(w -> w.replaceFirst("^--artifacts=", ""));
        return named.filter(w -> !w.startsWith("-") && !w.isEmpty())
                .filter(w -> w.chars().noneMatch(c -> c == 0))
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(Projects::built)
                .filter(ArtifactDirectory::isArtifacts)
                .findFirst()
                .or(() -> ArtifactDirectory.find(Path.of("").toAbsolutePath()));
    }
}
