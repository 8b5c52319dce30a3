package io.graphbus.cli.auth;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.cli.system.ServerClient;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists keys without their secrets. */
@Command(
        name = "list",
        description = "List the API keys of a server, newest first, without their secrets.",
        footer = {"", "Example:", "  graphbus auth list --server http://localhost:8080"})
final class AuthListCommand implements Runnable {

    private final Console console;

    @Mixin private Format.Choice format = new Format.Choice();

    @Mixin private AuthOptions options = new AuthOptions();

    AuthListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (ServerClient server = options.client()) {
            List<JsonNode> keys = server.list("/keys");
            console.result(format.format(), Documents.tree(keys), c -> c.render(table(keys)));
        }
    }

    private static Table table(List<JsonNode> keys) {
        Table table = Table.of("ID", "NAME", "ROLE", "STATUS", "CREATED", "EXPIRES", "LAST USED");
        for (JsonNode key : keys) {
            table.row(
                    text(key, "id", ""),
                    text(key, "name", ""),
                    text(key, "role", ""),
                    text(key, "status", "").toLowerCase(Locale.ROOT),
                    time(key, "createdAt"),
                    time(key, "expiresAt"),
                    time(key, "lastUsedAt"));
        }
        return table;
    }

    private static String text(JsonNode key, String field, String none) {
        return key.path(field).asString(none);
    }

    /** Fractions of a second tell nobody anything. */
    private static String time(JsonNode key, String field) {
        return text(key, field, "never").replaceFirst("\\.[0-9]+Z$", "Z");
    }
}
