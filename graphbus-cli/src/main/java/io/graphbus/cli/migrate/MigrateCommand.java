package io.graphbus.cli.migrate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings saved states to other versions. */
@Command(
        name = "migrate",
        description = "Bring the state that agents have kept to another version, and back.",
        subcommands = {
            MigrateCreateCommand.class,
            MigratePlanCommand.class,
            MigrateApplyCommand.class,
            MigrateRollbackCommand.class,
            MigrateRepairCommand.class,
            MigrateStatusCommand.class,
            MigrateValidateCommand.class,
            MigrateRegisterCommand.class,
            MigrateForgetCommand.class
        },
        footer = {"", "Example:", "  graphbus migrate apply --agent Orders --version 2.0.0"})
public final class MigrateCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(
                spec.commandLine(),
                "Which one? create, plan, apply, rollback, repair, status, validate, register, forget");
    }
}
