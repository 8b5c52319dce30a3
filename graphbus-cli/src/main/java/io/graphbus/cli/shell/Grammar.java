package io.graphbus.cli.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may stand where in a command line, as all the shells' scripts need it. */
record Grammar(CommandSpec root) {

    /** A command or option, and what it is for. */
    record Word(String text, String description) {}

    /** Shows every listed command with its full name, such as {@code graphbus state list}. */
    void each(BiConsumer<String, CommandSpec> visitor) {
        visit(root.name(), root, visitor);
    }

    private static void visit(
            String path, CommandSpec spec, BiConsumer<String, CommandSpec> visitor) {
        visitor.accept(path, spec);
        commands(spec).forEach(c -> visit(path + " " + c.name(), c, visitor));
    }

    /** The commands below one, without those that only scripts use. */
    static List<CommandSpec> commands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(c -> !c.usageMessage().hidden())
                .toList();
    }

    static List<Word> commandWords(CommandSpec spec) {
        return commands(spec).stream()
                .map(c -> new Word(c.name(), first(c.usageMessage().description())))
                .toList();
    }

    static List<Word> optionWords(CommandSpec spec) {
        List<Word> words = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                Arrays.stream(option.names())
                        .forEach(n -> words.add(new Word(n, first(option.description()))));
            }
        }
        return words;
    }

    /**
     * What may follow an option (by its name) or stand as a positional (by its number from 1):
     * {@code words a b}, {@code files}, {@code ask agents} or {@code none}.
     */
    Map<String, String> values(CommandSpec spec) {
        Map<String, String> values = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            if (option.arity().max() > 0 && !option.hidden()) {
                Arrays.stream(option.names()).forEach(n -> values.put(n, kind(option, n)));
            }
        }
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            int first = positional.index().min();
            int last = Math.min(positional.index().max(), first + 2);
            for (int place = first; place <= last; place++) {
                values.put(String.valueOf(place + 1), kind(positional, ""));
            }
        }
        return values;
    }

    private String kind(ArgSpec argument, String name) {
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .collect(Collectors.joining(" ", "words ", ""));
        }
        if (argument.auxiliaryTypes()[0] == Path.class) {
            return "files";
        }
        if (name.equals("--agent")) {
            return "ask agents";
        }
        return switch (argument.paramLabel()) {
            case "AGENT" -> "ask agents";
            case "AGENT.METHOD" -> "ask methods";
            case "TOPIC" -> "ask topics";
            case "COMMAND" ->
                    commands(root).stream()
                            .map(CommandSpec::name)
                            .collect(Collectors.joining(" ", "words ", ""));
            default -> "none";
        };
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }
}
