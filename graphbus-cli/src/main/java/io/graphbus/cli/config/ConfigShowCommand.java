package io.graphbus.cli.config;

import io.graphbus.cli.config.Configuration.Value;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows every key, its value and where the value comes from. */
@Command(
        name = "show",
        description = "Show every key, its value, and where the value comes from.",
        footer = {
            "",
            "Example:",
            "  graphbus config show",
            "  GRAPHBUS_PORT=9090 graphbus config show --format json"
        })
final class ConfigShowCommand implements Runnable {

    private final Console console;
    private final Configuration configuration;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForResults.class,
            converter = Format.ForResults.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Mixin private RuntimeSettings settings = new RuntimeSettings();

    @Spec private CommandSpec spec = CommandSpec.create();

    ConfigShowCommand(Console console, Configuration configuration) {
        this.console = console;
        this.configuration = configuration;
    }

    @Override
    public void run() {
        Configuration whole = settings.over(configuration);
        if (spec.commandLine().getParseResult().hasMatchedOption("--format")) {
            whole = whole.with("--format", List.of("format=" + format));
        }
        Configuration shown = whole;
        List<Map<String, Object>> all =
                Arrays.stream(Setting.values()).map(s -> fields(s, shown.value(s))).toList();
        console.result(format, Documents.tree(Map.of("settings", all)), c -> table(c, shown));
    }

    private static Map<String, Object> fields(Setting setting, Value value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", setting.key());
        if (!value.text().isEmpty()) {
            fields.put("value", shown(setting, value));
        }
        fields.put("source", value.origin().kind());
        switch (value.origin()) {
            case Origin.Default nobody -> {}
            case Origin.File at -> {
                fields.put("file", at.file().toString());
                fields.put("line", at.line());
            }
            case Origin.Variable variable -> fields.put("variable", variable.name());
            case Origin.Given given -> fields.put("option", given.option());
        }
        fields.put("description", setting.description());
        return fields;
    }

    private static String table(Console console, Configuration configuration) {
        Table table = Table.of("KEY", "VALUE", "FROM", "WHAT IT IS");
        for (Setting setting : Setting.values()) {
            Value value = configuration.value(setting);
            table.row(setting.key(), shown(setting, value), value.origin(), setting.description());
        }
        return console.render(table);
    }

    /** Secrets are nobody's business. */
    private static String shown(Setting setting, Value value) {
        return setting.isSecret() && !value.text().isEmpty() ? "(hidden)" : value.text();
    }
}
