package io.graphbus.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of one command.
 *
 * @param others the other commands that a reader may want next
 */
record ManualPage(CommandSpec spec, String version, List<CommandSpec> others) {

    private static final String EXAMPLE = "Example:";

    /** The page's name, such as {@code graphbus-state-list}. */
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    String text() {
        Roff page = new Roff();
        page.request(
                "TH",
                name(spec).toUpperCase(Locale.ROOT),
                "1",
                "",
                "GraphBus " + version,
                "GraphBus Manual");
        page.section("NAME").line(name(spec) + " - " + withoutDot(summary(spec)));
        page.section("SYNOPSIS").raw(synopsis());
        page.section("DESCRIPTION");
        Arrays.stream(spec.usageMessage().description()).forEach(page::line);
        commands(page);
        parameters(page);
        exitCodes(page);
        examples(page);
        seeAlso(page);
        return page.toString();
    }

    private static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? spec.name() : description[0];
    }

    private static String withoutDot(String sentence) {
        return sentence.replaceFirst("\\.$", "");
    }

    private String synopsis() {
        Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
        String synopsis = help.synopsis(0).strip().replaceAll("\\s+", " ");
        String name = spec.qualifiedName();
        return Roff.bold(name) + Roff.escaped(synopsis.substring(name.length()));
    }

    private void commands(Roff page) {
        List<CommandSpec> commands = Manual.listed(spec);
        if (!commands.isEmpty()) {
            page.section("COMMANDS");
            commands.forEach(
                    c ->
                            page.item(
                                    name(c) + "(1)",
                                    String.join(" ", c.usageMessage().description())));
        }
    }

    private void parameters(Roff page) {
        page.section("OPTIONS");
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            if (!positional.hidden()) {
                page.item(positional.paramLabel(), String.join(" ", positional.description()));
            }
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
                page.item(
                        String.join(", ", option.names()) + value,
                        String.join(" ", option.description()));
            }
        }
    }

    private void exitCodes(Roff page) {
        page.section("EXIT STATUS");
        spec.root().usageMessage().exitCodeList().forEach(page::item);
    }

    private void examples(Roff page) {
        List<String> lines = new ArrayList<>();
        for (String line : spec.usageMessage().footer()) {
            if (!line.isBlank() && !line.equals(EXAMPLE)) {
                lines.add(line.strip().replace("$${", "${").replace("%%", "%"));
            }
        }
        if (!lines.isEmpty()) {
            page.section("EXAMPLES").example(lines);
        }
    }

    private void seeAlso(Roff page) {
        if (!others.isEmpty()) {
            page.section("SEE ALSO");
            page.raw(
                    String.join(
                            ", ", others.stream().map(c -> Roff.bold(name(c)) + "(1)").toList()));
        }
    }
}
