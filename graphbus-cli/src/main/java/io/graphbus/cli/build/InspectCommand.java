package io.graphbus.cli.build;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.system.Projects;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what a graph consists of, without starting anything. */
@Command(
        name = "inspect",
        description = "Show a graph: agents, topics, subscriptions, who depends on whom.",
        footer = {
            "",
            "Example:",
            "  graphbus inspect examples/hello-graphbus/.graphbus --agents --topics",
            "  graphbus inspect --agent HelloService --format json"
        })
public final class InspectCommand implements Runnable {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "ARTIFACTS",
            description = {
                "The .graphbus directory, or a project that has one; without it the nearest"
                        + " upwards."
            })
    private @Nullable Path input;

    @Option(names = "--graph", description = "Edges and activation order; the default.")
    private boolean graph;

    @Option(names = "--agents", description = "All agents.")
    private boolean agents;

    @Option(names = "--topics", description = "All topics with publishers and subscribers.")
    private boolean topics;

    @Option(names = "--subscriptions", description = "All subscriptions.")
    private boolean subscriptions;

    @Option(names = "--agent", paramLabel = "NAME", description = "Everything about one agent.")
    private @Nullable String agent;

    @Mixin private Format.Choice format = new Format.Choice();

    @Mixin private SystemOptions system = new SystemOptions();

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (GraphDocuments documents = open()) {
            Map<String, JsonNode> chosen = chosen(documents);
            console.result(
                    format.format(),
                    Documents.tree(chosen),
                    c -> String.join("\n\n", views(chosen, documents)));
        }
    }

    private GraphDocuments open() {
        if (input != null && system.isGiven("--server")) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "inspect",
                            "Artifacts and a server were both named",
                            "Name one of them.")
                    .toException();
        }
        return (input == null ? system.server() : Optional.<ServerClient>empty())
                .<GraphDocuments>map(ServerDocuments::new)
                .orElseGet(() -> ArtifactDocuments.open(artifacts()));
    }

    private Path artifacts() {
        return input == null ? system.artifacts() : Projects.built(input);
    }

    private Map<String, JsonNode> chosen(GraphDocuments documents) {
        Map<String, JsonNode> chosen = new LinkedHashMap<>();
        boolean none = !agents && !topics && !subscriptions && agent == null;
        if (graph || none) {
            chosen.put("graph", documents.graph());
        }
        if (agents) {
            chosen.put("agents", Documents.tree(documents.agents()));
        }
        if (topics) {
            chosen.put("topics", Documents.tree(documents.topics()));
        }
        if (subscriptions) {
            chosen.put("subscriptions", Documents.tree(documents.subscriptions()));
        }
        if (agent != null) {
            chosen.put("agent", documents.agent(agent));
        }
        return chosen;
    }

    private List<String> views(Map<String, JsonNode> chosen, GraphDocuments documents) {
        GraphViews views = new GraphViews(console);
        List<String> texts = new ArrayList<>();
        chosen.forEach(
                (section, document) ->
                        texts.add(
                                switch (section) {
                                    case "graph" -> views.graph(document, documents.topics());
                                    case "agents" -> views.agents(document);
                                    case "topics" -> views.topics(document);
                                    case "subscriptions" -> views.subscriptions(document);
                                    default -> views.agent(document);
                                }));
        return texts;
    }
}
