package io.graphbus.cli.contract;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.contract.notice.Notice;
import io.graphbus.model.AgentGraph;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists what agents have to be told of registered contracts of others. */
@Command(
        name = "notices",
        description = {
            "List agents of the graph that could not live with a contract that is registered."
        },
        footer = {"", "Example:", "  graphbus contract notices --server http://localhost:8080"})
final class ContractNoticesCommand implements Runnable {

    private final Console console;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only what this one is told.")
    private @Nullable String agent;

    @Mixin private SourceOptions options = new SourceOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    ContractNoticesCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<JsonNode> notices =
                all().stream()
                        .filter(n -> agent == null || n.path("affected").asString().equals(agent))
                        .toList();
        console.result(
                format.format(),
                Documents.tree(notices),
                c -> notices.isEmpty() ? "Nobody has to be told." : c.render(table(notices)));
    }

    private List<JsonNode> all() {
        Optional<ServerClient> server = options.server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                return client.list("/contracts/notices");
            }
        }
        AgentGraph graph = ArtifactDirectory.read(options.artifacts()).graph();
        ContractSource source = options.source();
        return options.migrations()
                .use(
                        source,
                        upgrades -> {
                            ContractNotices notices =
                                    new ContractNotices(
                                            () -> graph,
                                            source.registered(),
                                            () -> upgrades,
                                            told -> {});
                            notices.refresh();
                            return notices.all().stream().map(Notice::json).toList();
                        });
    }

    private static Table table(List<JsonNode> notices) {
        Table table = Table.of("AGENT", "HIT", "BY", "AT", "COUNTER-EXAMPLE");
        notices.forEach(
                n ->
                        table.row(
                                n.path("affected").asString(),
                                n.path("outcome").asString(),
                                n.path("agent").asString() + "@" + n.path("version").asString(),
                                n.path("via").asString(),
                                n.has("witness") ? n.path("witness") : ""));
        return table;
    }
}
