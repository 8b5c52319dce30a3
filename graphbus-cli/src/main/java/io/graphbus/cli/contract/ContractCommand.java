package io.graphbus.cli.contract;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps and compares the versions of agents' contracts. */
@Command(
        name = "contract",
        description =
                "Register, list and compare the contracts of agents; tell what may be deployed.",
        subcommands = {
            ContractRegisterCommand.class,
            ContractListCommand.class,
            ContractDiffCommand.class,
            ContractValidateCommand.class,
            ContractImpactCommand.class,
            ContractCanDeployCommand.class,
            ContractNoticesCommand.class
        },
        footer = {"", "Example:", "  graphbus contract diff Orders@1.0.0 Orders@1.1.0"})
public final class ContractCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(
                spec.commandLine(),
                "Which one? register, list, diff, validate, impact, can-deploy, notices");
    }
}
