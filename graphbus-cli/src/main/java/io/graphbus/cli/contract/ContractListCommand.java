package io.graphbus.cli.contract;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what is registered. */
@Command(
        name = "list",
        description = "List the registered contracts by agent and version.",
        footer = {"", "Example:", "  graphbus contract list --agent Orders --format json"})
final class ContractListCommand implements Runnable {

    private final Console console;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only this agent's.")
    private @Nullable String agent;

    @Mixin private SourceOptions options = new SourceOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    ContractListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ContractStore store = options.source().registered();
        List<StoredContract> contracts = agent == null ? store.list() : store.versions(agent);
        console.result(
                format.format(),
                Documents.tree(contracts.stream().map(ContractListCommand::fields).toList()),
                c -> c.render(table(contracts)));
    }

    static Map<String, Object> fields(StoredContract contract) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agent", contract.agent());
        fields.put("version", contract.version().text());
        fields.put("stability", stability(contract));
        fields.put("registeredAt", contract.registeredAt().toString());
        fields.put("hash", contract.hash());
        return fields;
    }

    private static String stability(StoredContract contract) {
        return contract.stability().name().toLowerCase(Locale.ROOT);
    }

    private static Table table(List<StoredContract> contracts) {
        Table table = Table.of("AGENT", "VERSION", "STABILITY", "REGISTERED AT", "HASH");
        contracts.forEach(
                c ->
                        table.row(
                                c.agent(),
                                c.version(),
                                stability(c),
                                c.registeredAt(),
                                c.hash().substring(0, 12)));
        return table;
    }
}
