package io.graphbus.cli.evolve;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.store.StateStore.StoredState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists the agents that have kept state. */
@Command(
        name = "list",
        description = "List the agents that have kept state.",
        footer = {"", "Example:", "  graphbus state list --format json"})
final class StateListCommand implements Runnable {

    private final Console console;

    @Mixin private StateOptions options = new StateOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    StateListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<StoredState> states = options.store().list();
        console.result(
                format.format(),
                Documents.tree(states.stream().map(StateListCommand::fields).toList()),
                c -> c.render(table(states)));
    }

    private static Map<String, Object> fields(StoredState state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agent", state.agent());
        fields.put("schemaVersion", state.schemaVersion());
        fields.put("savedAt", state.savedAt().toString());
        fields.put("state", tree(state));
        return fields;
    }

    private static JsonNode tree(StoredState state) {
        return Documents.parse(state.agent(), state.json());
    }

    private static Table table(List<StoredState> states) {
        Table table = Table.of("AGENT", "VERSION", "SAVED AT", "STATE");
        states.forEach(s -> table.row(s.agent(), s.schemaVersion(), s.savedAt(), s.json()));
        return table;
    }
}
