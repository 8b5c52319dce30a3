package io.graphbus.cli.schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares schemas. */
@Command(
        name = "schema",
        description = "Ask whether what one schema lets pass is accepted by another.",
        subcommands = SchemaCheckCommand.class,
        footer = {"", "Example:", "  graphbus schema check --writer old.json --reader new.json"})
public final class SchemaCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Which one? check");
    }
}
