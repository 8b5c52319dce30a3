package io.graphbus.cli.contract;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.compat.Verdict;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.Agreement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks whether agents understand what they give each other. */
@Command(
        name = "validate",
        description = {
            "Ask whether an agent and another one, or all others, understand what they give each"
                    + " other.",
            "Exit code 1 when somebody refuses what is written, 4 when it could not be decided."
        },
        footer = {"", "Example:", "  graphbus contract validate --agent Orders --other Billing"})
final class ContractValidateCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--agent",
            paramLabel = "AGENT[@V]",
            required = true,
            description = "Whose contract; without @ the newest, built or registered.")
    private String agent = "";

    @Option(
            names = "--other",
            paramLabel = "AGENT[@V]",
            description = "The other one; without it every agent there is.")
    private @Nullable String other;

    @Mixin private SourceOptions options = new SourceOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    ContractValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ContractSource source = options.source();
        AgentContract own = source.find(ContractName.of(agent));
        List<Agreement> agreements =
                others(source, own).flatMap(c -> Agreement.between(own, c).stream()).toList();
        console.result(format.format(), json(own, agreements), c -> text(c, own, agreements));
        return switch (Agreement.verdict(agreements)) {
            case INCOMPATIBLE -> 1;
            case INDETERMINATE -> 4;
            case COMPATIBLE -> 0;
        };
    }

    /** An agent may be its own neighbour, in the same version. */
    private Stream<AgentContract> others(ContractSource source, AgentContract own) {
        return other == null
                ? source.newest().stream().map(c -> c.agent().equals(own.agent()) ? own : c)
                : Stream.of(source.find(ContractName.of(other)));
    }

    private static JsonNode json(AgentContract own, List<Agreement> agreements) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("agent", own.agent())
                        .put("version", own.version().text())
                        .put("verdict", Agreement.verdict(agreements).name());
        ArrayNode all = json.putArray("agreements");
        agreements.forEach(agreement -> all.add(agreement.json()));
        return json;
    }

    private static String text(Console console, AgentContract own, List<Agreement> agreements) {
        if (agreements.isEmpty()) {
            return own.agent() + " shares no topic and no call with them.";
        }
        Table table = Table.of("VERDICT", "WRITER", "READER", "VIA", "WHY", "COUNTER-EXAMPLE");
        for (Agreement agreement : agreements) {
            JsonNode witness = agreement.check().witness();
            table.row(
                    agreement.check().verdict(),
                    agreement.writer(),
                    agreement.reader(),
                    agreement.via(),
                    why(agreement),
                    witness == null ? "" : witness);
        }
        return console.render(table);
    }

    private static String why(Agreement agreement) {
        if (agreement.check().verdict() == Verdict.COMPATIBLE) {
            return "";
        }
        List<String> reasons =
                agreement.check().findings().stream()
                        .map(f -> (f.pointer() + " " + f.message()).strip())
                        .toList();
        return (reasons.isEmpty() ? agreement.check().limitations() : reasons)
                .stream().collect(Collectors.joining("; "));
    }
}
