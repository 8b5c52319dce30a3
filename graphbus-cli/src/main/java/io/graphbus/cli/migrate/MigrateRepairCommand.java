package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts what has changed. */
@Command(
        name = "repair",
        description = {
            "Accept that a migration or its record is not what it was (CHANGED), with a reason that the"
                    + " history keeps."
        },
        footer = {
            "",
            "Example:",
            "  graphbus migrate repair Orders:state:1.0.0:2.0.0 --reason 'a typing error'"
        })
final class MigrateRepairCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "Of a run or a migration, as status tells it.")
    private String id = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why that is right.")
    private String reason = "";

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    MigrateRepairCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        RunTable.show(console, format.format(), options.with(m -> m.repair(id, reason)));
    }
}
