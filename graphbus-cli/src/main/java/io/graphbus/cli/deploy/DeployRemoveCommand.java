package io.graphbus.cli.deploy;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.deployment.Deployment;
import io.graphbus.store.deployment.DeploymentStore;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a version off the record. */
@Command(
        name = "remove",
        description = "Record that a version of an agent is not live in an environment any more.",
        footer = {"", "Example:", "  graphbus deploy remove Orders@1.1.0 --from prod"})
final class DeployRemoveCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "AGENT@VERSION", description = "What is not live any more.")
    private String agent = "";

    @Option(
            names = {"--from", "--to"},
            paramLabel = "ENV",
            required = true,
            description = "The environment, such as prod.")
    private String environment = "";

    @Mixin private DeployOptions options = new DeployOptions();

    DeployRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Deployment gone = DeployOptions.deployment(agent, environment);
        Optional<ServerClient> server = options.server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                client.delete(
                        "/deployments/"
                                + ServerClient.encode(gone.environment())
                                + "/"
                                + ServerClient.encode(gone.agent())
                                + "/"
                                + ServerClient.encode(gone.version().text()));
            }
        } else {
            remove(options.store(), gone);
        }
        console.say(
                gone.agent()
                        + "@"
                        + gone.version()
                        + " is not live in "
                        + gone.environment()
                        + " any more");
    }

    private static void remove(DeploymentStore store, Deployment gone) {
        if (!store.remove(gone.environment(), gone.agent(), gone.version())) {
            String name = gone.agent() + "@" + gone.version();
            List<String> live =
                    store.in(gone.environment()).stream()
                            .map(d -> d.agent() + "@" + d.version())
                            .toList();
            throw Problem.of(
                            ProblemCode.NOT_FOUND,
                            name,
                            name + " is not recorded as live in " + gone.environment(),
                            live.isEmpty()
                                    ? "Nothing is; 'graphbus deploy list' shows what is live where."
                                    : Nearest.hint(name, "live versions", live))
                    .toException();
        }
    }
}
