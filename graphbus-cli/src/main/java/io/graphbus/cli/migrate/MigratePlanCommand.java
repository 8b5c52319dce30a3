package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.MigrationPath.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells the way that a state would take. */
@Command(
        name = "plan",
        description =
                "Tell by which migrations an agent's state gets to a version, and what is lost.",
        footer = {"", "Example:", "  graphbus migrate plan --agent Orders --version 2.0.0"})
final class MigratePlanCommand implements Runnable {

    private final Console console;

    @Option(names = "--agent", paramLabel = "AGENT", required = true, description = "Whose state.")
    private String agent = "";

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            required = true,
            description = "The version that it gets.")
    private String version = "";

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForResults.class,
            converter = Format.ForResults.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    MigratePlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        MigrationPath path =
                options.engine().plan(agent, MigrateOptions.version("--version", version));
        List<Step> steps = path.steps();
        console.result(
                format,
                Documents.tree(steps.stream().map(MigratePlanCommand::fields).toList()),
                c -> steps.isEmpty() ? "The state has this version.\n" : c.render(table(steps)));
    }

    private static Map<String, Object> fields(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", step.from().text());
        fields.put("to", step.to().text());
        fields.put("migration", String.valueOf(step.migration()));
        fields.put("direction", direction(step));
        fields.put("lost", step.lost());
        return fields;
    }

    private static String direction(Step step) {
        return step.forward() ? "forward" : "backward";
    }

    private static Table table(List<Step> steps) {
        Table table = Table.of("FROM", "TO", "MIGRATION", "DIRECTION", "LOST");
        steps.forEach(
                step ->
                        table.row(
                                step.from(),
                                step.to(),
                                String.valueOf(step.migration()),
                                direction(step),
                                String.join(", ", step.lost())));
        return table;
    }
}
