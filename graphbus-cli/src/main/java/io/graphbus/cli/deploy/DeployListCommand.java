package io.graphbus.cli.deploy;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.store.deployment.Deployment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists what is live where. */
@Command(
        name = "list",
        description = "List which versions of agents are live in which environment.",
        footer = {"", "Example:", "  graphbus deploy list --in prod --format json"})
final class DeployListCommand implements Runnable {

    private final Console console;

    @Option(
            names = {"--in", "--to"},
            paramLabel = "ENV",
            description = "Only this environment.")
    private @Nullable String environment;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only this agent.")
    private @Nullable String agent;

    @Mixin private DeployOptions options = new DeployOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    DeployListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        String wanted = environment == null ? null : Deployment.environmentNamed(environment);
        List<JsonNode> live =
                all().stream()
                        .filter(d -> isWanted(d, "environment", wanted))
                        .filter(d -> isWanted(d, "agent", agent))
                        .toList();
        console.result(
                format.format(),
                Documents.tree(live),
                c -> live.isEmpty() ? "Nothing is recorded." : c.render(table(live)));
    }

    private List<JsonNode> all() {
        Optional<ServerClient> server = options.server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                return client.list("/deployments");
            }
        }
        return options.store().list().stream().map(DeployOptions::tree).toList();
    }

    private static boolean isWanted(JsonNode live, String field, @Nullable String wanted) {
        return wanted == null || live.path(field).asString("").equals(wanted);
    }

    private static Table table(List<JsonNode> live) {
        Table table = Table.of("ENVIRONMENT", "AGENT", "VERSION", "SINCE");
        live.forEach(
                d ->
                        table.row(
                                d.path("environment").asString(),
                                d.path("agent").asString(),
                                d.path("version").asString(),
                                d.path("since").asString().replaceFirst("\\.[0-9]+Z$", "Z")));
        return table;
    }
}
