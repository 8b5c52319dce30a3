package io.graphbus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes fish {@code complete} lines from the command model. */
record FishCompletion(CommandSpec root) {

    String script() {
        List<String> lines = new ArrayList<>();
        lines.add("# fish completion for " + root.name());
        lines.add(complete() + " -f");
        describe(root, "__fish_use_subcommand", lines);
        for (CommandLine command : root.subcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            String seen = "__fish_seen_subcommand_from " + spec.name();
            describe(spec, among(spec, seen), lines);
            for (CommandLine verb : spec.subcommands().values()) {
                CommandSpec inner = verb.getCommandSpec();
                describe(inner, seen + "; and __fish_seen_subcommand_from " + inner.name(), lines);
            }
        }
        return String.join("\n", lines);
    }

    /** Verbs of a command are offered until one of them has been typed. */
    private static String among(CommandSpec spec, String seen) {
        String verbs = String.join(" ", spec.subcommands().keySet());
        return verbs.isEmpty() ? seen : seen + "; and not __fish_seen_subcommand_from " + verbs;
    }

    private void describe(CommandSpec spec, String condition, List<String> lines) {
        String when = complete() + " -n " + quoted(condition);
        for (CommandLine command : spec.subcommands().values()) {
            CommandSpec inner = command.getCommandSpec();
            lines.add(when + " -a " + inner.name() + " -d " + quoted(summary(inner)));
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                lines.add(when + option(option));
            }
        }
        for (ArgSpec positional : spec.positionalParameters()) {
            lines.add(when + values(positional).replaceFirst("^ -r", ""));
        }
    }

    private static String option(OptionSpec option) {
        StringJoiner line = new StringJoiner("");
        for (String name : option.names()) {
            line.add(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        boolean takesValue = option.arity().max() > 0;
        return line + (takesValue ? values(option) : "") + " -d " + quoted(text(option));
    }

    private static String values(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return " -x -a " + quoted(String.join(" ", argument.completionCandidates()));
        }
        return argument.auxiliaryTypes()[0] == Path.class ? " -r -F" : " -x";
    }

    private static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private static String text(OptionSpec option) {
        return option.description().length == 0 ? "" : option.description()[0];
    }

    private String complete() {
        return "complete -c " + root.name();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
