package io.graphbus.cli.contract;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.ImpactAnalysis;
import io.graphbus.contract.impact.ImpactDocument;
import io.graphbus.model.AgentGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tells who in a graph is hit by another version of an agent. */
@Command(
        name = "impact",
        description = {
            "Tell who in the graph is hit by another version of an agent, with values that break them.",
            "Exit code 1 when somebody is, 4 when something could not be decided."
        },
        footer = {"", "Example:", "  graphbus contract impact Orders@2.0.0"})
final class ContractImpactCommand implements Callable<Integer> {

    private static final int FINDINGS = 1;
    private static final int UNDECIDED = 4;

    private final Console console;

    @Parameters(
            paramLabel = "AGENT@VERSION",
            description = "The version to look at; without @ the newest, built or registered.")
    private String agent = "";

    @Option(names = "--plan", description = "Also tell in which order to deploy.")
    private boolean plan;

    @Mixin private SourceOptions options = new SourceOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    ContractImpactCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonNode impact = impact();
        console.result(format.format(), impact, c -> text(c, impact));
        return switch (impact.path("verdict").asString()) {
            case "SAFE", "SAFE_VIA_MIGRATION" -> 0;
            case "INDETERMINATE" -> UNDECIDED;
            default -> FINDINGS;
        };
    }

    private JsonNode impact() {
        ContractName name = ContractName.of(agent);
        Optional<ServerClient> server = options.server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                String version = options.source().find(name).version().text();
                String body =
                        Documents.compact(
                                Documents.tree(Map.of("agent", name.agent(), "version", version)));
                return Documents.parse("impact", client.post("/contracts/impact", body));
            }
        }
        AgentGraph graph = ArtifactDirectory.read(options.artifacts()).graph();
        ContractSource source = options.source();
        AgentContract changed = source.find(name);
        return ImpactDocument.of(
                options.migrations()
                        .use(source, upgrades -> ImpactAnalysis.of(graph, changed, upgrades)));
    }

    private String text(Console console, JsonNode impact) {
        String head =
                impact.path("agent").asString()
                        + " "
                        + impact.path("from").asString()
                        + " -> "
                        + impact.path("to").asString()
                        + ": "
                        + impact.path("verdict").asString();
        List<String> parts = new ArrayList<>();
        parts.add(head);
        if (!impact.path("edges").isEmpty()) {
            parts.add(console.render(edges(impact)));
        }
        if (!impact.path("hit").isEmpty()) {
            parts.add(console.render(hit(impact)));
        }
        if (plan) {
            StringBuilder steps = new StringBuilder("Plan:");
            int number = 1;
            for (JsonNode step : impact.path("plan")) {
                steps.append("\n  ").append(number++).append(". ").append(step.asString());
            }
            parts.add(steps.toString());
        }
        return String.join("\n\n", parts);
    }

    private static Table edges(JsonNode impact) {
        Table table = Table.of("VERDICT", "WRITER", "VIA", "READER", "COUNTER-EXAMPLE", "WHY");
        for (JsonNode edge : impact.path("edges")) {
            String handler = edge.path("handler").asString();
            table.row(
                    edge.path("verdict").asString(),
                    edge.path("writer").asString(),
                    edge.path("via").asString(),
                    edge.path("reader").asString() + (handler.isEmpty() ? "" : "." + handler),
                    edge.has("witness") && !edge.has("steps") ? edge.path("witness") : "",
                    why(edge));
        }
        return table;
    }

    private static String why(JsonNode edge) {
        JsonNode finding = edge.path("findings").path(0);
        if (edge.path("verdict").asString().equals("RANGE_ONLY")) {
            return edge.path("fix").asString();
        }
        if (edge.has("steps")) {
            return String.join(
                    "; ", edge.path("steps").valueStream().map(JsonNode::asString).toList());
        }
        return finding.isMissingNode() || edge.path("verdict").asString().equals("SAFE")
                ? ""
                : finding.path("pointer").asString() + " " + finding.path("message").asString();
    }

    private static Table hit(JsonNode impact) {
        Table table = Table.of("AGENT", "HIT", "REACHED BY");
        for (JsonNode agent : impact.path("hit")) {
            List<String> path = agent.path("path").valueStream().map(JsonNode::asString).toList();
            table.row(
                    agent.path("agent").asString(),
                    agent.path("state").asString()
                            + (agent.path("assumed").asBoolean() ? " (assumed)" : ""),
                    String.join(" > ", path));
        }
        return table;
    }
}
