package io.graphbus.cli.auth;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes a server's API keys. */
@Command(
        name = "auth",
        description = "Make, list and revoke the API keys of a server.",
        subcommands = {AuthCreateCommand.class, AuthListCommand.class, AuthRevokeCommand.class},
        footer = {"", "Example:", "  graphbus auth list --server http://localhost:8080"})
public final class AuthCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Which one? create, list, revoke");
    }
}
