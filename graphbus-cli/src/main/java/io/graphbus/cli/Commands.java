package io.graphbus.cli;

import io.graphbus.cli.auth.AuthCommand;
import io.graphbus.cli.build.BuildCommand;
import io.graphbus.cli.build.ExportCommand;
import io.graphbus.cli.build.InspectCommand;
import io.graphbus.cli.build.ValidateCommand;
import io.graphbus.cli.coherence.CoherenceCommand;
import io.graphbus.cli.config.ConfigCommand;
import io.graphbus.cli.contract.ContractCommand;
import io.graphbus.cli.deadletter.DlqCommand;
import io.graphbus.cli.deploy.DeployCommand;
import io.graphbus.cli.event.EventsCommand;
import io.graphbus.cli.event.VerifyCommand;
import io.graphbus.cli.evolve.StateCommand;
import io.graphbus.cli.generate.GenerateCommand;
import io.graphbus.cli.manual.DocumentsCommand;
import io.graphbus.cli.migrate.MigrateCommand;
import io.graphbus.cli.project.InitCommand;
import io.graphbus.cli.run.CallCommand;
import io.graphbus.cli.run.PublishCommand;
import io.graphbus.cli.run.RunCommand;
import io.graphbus.cli.run.ServeCommand;
import io.graphbus.cli.schema.SchemaCommand;
import io.graphbus.cli.shell.CompleteCommand;
import io.graphbus.cli.shell.CompletionCommand;
import io.graphbus.cli.subscription.SubscriptionsCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All commands in the order of the help. To read the options of a command takes time, so only the
 * one that was asked for is known in full; of the others there is a name and a description.
 */
final class Commands {

    private static final List<Class<?>> ALL =
            List.of(
                    InitCommand.class,
                    GenerateCommand.class,
                    BuildCommand.class,
                    ValidateCommand.class,
                    InspectCommand.class,
                    ExportCommand.class,
                    RunCommand.class,
                    ServeCommand.class,
                    CallCommand.class,
                    PublishCommand.class,
                    EventsCommand.class,
                    DlqCommand.class,
                    SubscriptionsCommand.class,
                    VerifyCommand.class,
                    StateCommand.class,
                    SchemaCommand.class,
                    ContractCommand.class,
                    DeployCommand.class,
                    MigrateCommand.class,
                    CoherenceCommand.class,
                    AuthCommand.class,
                    ConfigCommand.class,
                    CompletionCommand.class,
                    HelpCommand.class,
                    CompleteCommand.class,
                    DocumentsCommand.class);

    /** Those that speak about the others. */
    private static final List<Class<?>> CURIOUS =
            List.of(CompletionCommand.class, HelpCommand.class, DocumentsCommand.class);

    private Commands() {}

    /** Adds all commands, in full those that the arguments need. */
    static void addTo(CommandLine root, String[] args, IFactory factory) {
        Optional<String> asked = Arrays.stream(args).filter(a -> !a.startsWith("-")).findFirst();
        boolean all = CURIOUS.stream().anyMatch(type -> Optional.of(name(type)).equals(asked));
        for (Class<?> type : ALL) {
            boolean wanted = all || Optional.of(name(type)).equals(asked);
            root.addSubcommand(
                    name(type), wanted ? new CommandLine(type, factory) : outline(type, factory));
        }
    }

    private static CommandLine outline(Class<?> type, IFactory factory) {
        CommandSpec spec = CommandSpec.create().name(name(type));
        spec.usageMessage().description(command(type).description()).hidden(command(type).hidden());
        return new CommandLine(spec, factory);
    }

    private static String name(Class<?> type) {
        return command(type).name();
    }

    private static Command command(Class<?> type) {
        return type.getAnnotation(Command.class);
    }
}
