package io.graphbus.cli.migrate;

import io.graphbus.cli.migrate.place.Migrations.PlannedStep;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the way that a state would take. */
@Command(
        name = "plan",
        description = {
            "Tell by which migrations states get to other versions, in which order, and what is lost.",
            "What a migration depends on comes first, with --artifacts also the agents that an agent"
                    + " depends on."
        },
        footer = {"", "Example:", "  graphbus migrate plan --agent Orders --version 2.0.0"})
final class MigratePlanCommand implements Runnable {

    private final Console console;

    @Mixin private WishOptions wish = new WishOptions();

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    MigratePlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<PlannedStep> steps = options.with(m -> m.plan(wish.wish()));
        console.result(
                format.format(),
                Documents.tree(steps),
                c -> steps.isEmpty() ? "There is nothing to do." : c.render(table(steps)));
    }

    private static Table table(List<PlannedStep> steps) {
        Table table = Table.of("AGENT", "FROM", "TO", "MIGRATION", "DIRECTION", "LOST");
        steps.forEach(
                step ->
                        table.row(
                                step.agent(),
                                step.from(),
                                step.to(),
                                step.migration(),
                                step.direction(),
                                String.join(", ", step.lost())));
        return table;
    }
}
