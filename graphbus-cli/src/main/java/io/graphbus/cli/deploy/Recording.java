package io.graphbus.cli.deploy;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.store.deployment.Deployment;
import io.graphbus.store.deployment.DeploymentStore;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code record} and {@code release} have in common. */
final class Recording {

    @Parameters(paramLabel = "AGENT@VERSION", description = "What is live.")
    private String agent = "";

    @Option(
            names = "--to",
            paramLabel = "ENV",
            required = true,
            description = "The environment, such as prod.")
    private String environment = "";

    @Mixin private DeployOptions options = new DeployOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    /**
     * Records it.
     *
     * @param beside whether its other versions stay
     */
    void run(Console console, boolean beside) {
        Deployment deployment = DeployOptions.deployment(agent, environment);
        Optional<ServerClient> server = options.server();
        if (server.isPresent()) {
            console.result(
                    format.format(),
                    DeployOptions.send(server.get(), deployment, beside),
                    c -> text(deployment));
            return;
        }
        DeploymentStore store = options.store();
        if (beside) {
            store.add(deployment);
        } else {
            note(console, store.replace(deployment));
        }
        if (!options.isRegistered(deployment)) {
            console.say(
                    "note: no contract of "
                            + deployment.agent()
                            + "@"
                            + deployment.version()
                            + " is registered, so can-deploy will not know");
        }
        console.result(
                format.format(),
                DeployOptions.tree(kept(store, deployment)),
                c -> text(deployment));
    }

    private static Deployment kept(DeploymentStore store, Deployment deployment) {
        return store.in(deployment.environment()).stream()
                .filter(deployment::isSame)
                .findFirst()
                .orElse(deployment);
    }

    private static void note(Console console, List<Deployment> gone) {
        gone.forEach(
                d -> console.say("note: " + d.agent() + "@" + d.version() + " is not any more"));
    }

    private static String text(Deployment deployment) {
        return deployment.agent()
                + "@"
                + deployment.version()
                + " is live in "
                + deployment.environment();
    }
}
