package io.graphbus.cli;

import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.Configuration.Places;
import io.graphbus.cli.config.OptionDefaults;
import io.graphbus.cli.config.Setting;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Style;
import io.graphbus.problem.GraphBusException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code graphbus} command. */
@Command(
        name = "graphbus",
        description = "Agents as plain Java classes: build them, look at the graph, run it.",
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeList = {
            "0:done",
            "1:findings: build or validation errors, a failed call",
            "2:wrong usage, or a file, port or database that cannot be used",
            "3:the server cannot be reached"
        },
        footer = {
            "",
            "Example:",
            "  graphbus build examples/hello-graphbus/agents",
            "  graphbus run examples/hello-graphbus -i"
        })
public final class Graphbus implements Runnable {

    private static final List<String> MENDING = List.of("config", "set");
    private static final Set<String> ALWAYS_THERE =
            Set.of("-h", "--help", "help", "-V", "--version", "completion", "__documents");

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    Graphbus(Console console) {
        this.console = console;
    }

    public static void main(String[] args) {
        System.exit(run(args, Console.ofProcess(), Places.ofProcess()));
    }

    /**
     * Runs one command without ending the process, whatever is configured on this machine.
     *
     * @param out gets the result and nothing else
     * @param err gets messages, progress, problems and logs
     * @return the exit code
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(args, Console.piped(in, out, err), new Places(List.of(), Map.of()));
    }

    static int run(String[] args, Console console, Places places) {
        Failures failures = new Failures(console);
        try {
            Configuration configuration = configuration(args, places);
            Console plain =
                    configuration.isOn(Setting.NO_COLOR) ? console.withoutColours() : console;
            CommandFactory factory = new CommandFactory(List.of(plain, configuration, places));
            return commandLine(args, plain, factory)
                    .setDefaultValueProvider(new OptionDefaults(configuration))
                    .execute(args);
        } catch (GraphBusException
                | UncheckedIOException
                | LinkageError
                | StackOverflowError
                | OutOfMemoryError e) {
            return failures.report(e);
        }
    }

    /** Help, and the command that can mend a bad file, do without it. */
    private static Configuration configuration(String[] args, Places places) {
        try {
            return Configuration.load(places);
        } catch (GraphBusException | UncheckedIOException e) {
            List<String> words = List.of(args);
            List<String> commands = words.stream().filter(a -> !a.startsWith("-")).toList();
            boolean mends = commands.size() > 1 && commands.subList(0, 2).equals(MENDING);
            if (mends || Arrays.stream(args).anyMatch(ALWAYS_THERE::contains)) {
                return Configuration.none();
            }
            throw e;
        }
    }

    static CommandLine commandLine(String[] args, Console console, CommandFactory factory) {
        Failures failures = new Failures(console);
        boolean coloured = console.style() == Style.COLOURED;
        CommandLine root = new CommandLine(new Graphbus(console), factory);
        Commands.addTo(root, args, factory);
        Layout.of(root);
        return root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(coloured ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpAutoWidth(console.isTerminal())
                .setUsageHelpWidth(80)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more; show where an internal error came from.")
    private void verbose(boolean wanted) {
        if (wanted) {
            console.beVerbose();
        }
    }

    /** No command was given. */
    @Override
    public void run() {
        CommandLine commands = spec.commandLine();
        commands.usage(commands.getErr());
        throw new ParameterException(commands, "Which command?");
    }
}
