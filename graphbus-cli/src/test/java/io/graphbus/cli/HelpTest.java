package io.graphbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.Configuration.Places;
import io.graphbus.cli.output.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every command's help has, whichever commands there are. */
class HelpTest {

    private static final int COLUMNS = 80;
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    static Stream<String> commands() {
        return listed(all().getCommandSpec());
    }

    private static CommandLine all() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Console console = Console.piped(new ByteArrayInputStream(new byte[0]), nowhere, nowhere);
        Places places = new Places(List.of(), Map.of());
        CommandFactory factory = new CommandFactory(List.of(console, Configuration.none(), places));
        return Graphbus.commandLine(new String[] {"help"}, console, factory);
    }

    private static Stream<String> listed(CommandSpec spec) {
        return Stream.concat(
                Stream.of(spec.qualifiedName()),
                spec.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(c -> !c.usageMessage().hidden())
                        .flatMap(HelpTest::listed));
    }

    @Test
    void thereAreCommands() {
        assertThat(commands()).contains("graphbus", "graphbus build", "graphbus state clear-all");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsAnUsualTerminalAndHasAnExample(String command) {
        String help = help(command);
        assertThat(help).contains("Usage: " + command, "Example:");
        assertThat(footer(command))
                .as("is not broken into two lines")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
        assertThat(help.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExamplesOfTheHelpCanBeTyped(String command) {
        List<String> examples = examples(command);
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThatCode(() -> all().parseArgs(words(example)))
                    .as(example)
                    .doesNotThrowAnyException();
        }
        assertThat(examples).anyMatch(e -> command.equals("graphbus") || e.startsWith(command));
    }

    private static String help(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")).stream().skip(1).toList());
        words.add("--help");
        Cli.Result result = Cli.run(words.toArray());
        assertThat(result.code()).isZero();
        return result.out();
    }

    /** Command lines without what stands before and behind in a shell. */
    private static List<String> examples(String command) {
        return String.join("\n", footer(command).toList())
                .replaceAll(" *\\\\\\n *", " ")
                .lines()
                .filter(line -> line.startsWith("  ") && line.contains("graphbus "))
                .map(line -> line.substring(line.indexOf("graphbus ")))
                .map(line -> line.split(" [|>&] ?|\\) *$")[0].strip())
                .toList();
    }

    private static Stream<String> footer(String command) {
        CommandLine found = all();
        for (String name : command.split(" ")) {
            found = name.equals("graphbus") ? found : found.getSubcommands().get(name);
        }
        return Arrays.stream(found.getCommandSpec().usageMessage().footer());
    }

    private static String[] words(String example) {
        Matcher word = WORD.matcher(example.substring("graphbus ".length()));
        List<String> words = new ArrayList<>();
        while (word.find()) {
            words.add(word.group().replaceAll("['\"](.*)['\"]", "$1"));
        }
        return words.toArray(String[]::new);
    }
}
