package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.migration.state.MigrationRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows runs of migrations. */
final class RunTable {

    private RunTable() {}

    static void show(Console console, Format format, List<MigrationRun> runs) {
        console.result(
                format,
                Documents.tree(runs.stream().map(RunTable::fields).toList()),
                c -> c.render(table(runs)));
    }

    private static Map<String, Object> fields(MigrationRun run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", run.id());
        fields.put("agent", run.agent());
        fields.put("migration", run.migration());
        fields.put("from", run.from());
        fields.put("to", run.to());
        fields.put("status", run.word());
        fields.put("at", at(run));
        fields.put("by", run.by());
        fields.put("durationMs", run.durationMs());
        fields.put("states", run.count());
        fields.put("note", note(run));
        return fields;
    }

    private static String at(MigrationRun run) {
        return run.at() == null ? "" : String.valueOf(run.at());
    }

    private static String note(MigrationRun run) {
        return run.isChanged() ? run.changed() : run.explanation();
    }

    private static Table table(List<MigrationRun> runs) {
        Table table = Table.of("ID", "FROM", "TO", "STATUS", "AT", "BY", "NOTE");
        runs.forEach(
                run ->
                        table.row(
                                run.id(),
                                run.from(),
                                run.to(),
                                run.word(),
                                at(run),
                                run.by(),
                                note(run)));
        return table;
    }
}
