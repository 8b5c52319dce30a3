package io.graphbus.cli.auth;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.system.ServerClient;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** Makes a key and prints it, and nothing else, so that it can go where it is needed. */
@Command(
        name = "create",
        description = {
            "Make an API key and print it. It is shown this once; the server keeps only its hash."
        },
        footer = {
            "",
            "Example:",
            "  graphbus auth create --name ci --role operator --expires 30d \\",
            "    --server http://localhost:8080 > ci.key"
        })
final class AuthCreateCommand implements Runnable {

    private final Console console;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "What the key is called; no two that are in use share a name.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            completionCandidates = Roles.class,
            converter = Roles.class,
            description = "What it may do; one of ${COMPLETION-CANDIDATES}.")
    private String role = "";

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = {
                "When it ends: a duration such as 12h or 30d, or a time such as"
                        + " 2030-01-31T00:00:00Z; without it never."
            })
    private @Nullable String expires;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForResults.class,
            converter = Format.ForResults.class,
            description = {
                "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}, which is the key alone."
            })
    private Format format = Format.TABLE;

    @Mixin private AuthOptions options = new AuthOptions();

    AuthCreateCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("name", name);
        wanted.put("role", role);
        if (expires != null) {
            wanted.put("expires", expires);
        }
        try (ServerClient server = options.client()) {
            String body = Documents.compact(Documents.tree(wanted));
            JsonNode made = Documents.parse("server", server.post("/keys", body));
            console.result(format, made, c -> made.path("key").asString(""));
            console.say(told(made));
        }
    }

    private static String told(JsonNode made) {
        String end = made.path("expiresAt").asString("");
        return "Key "
                + made.path("name").asString("")
                + " ("
                + made.path("id").asString("")
                + ") has the role "
                + made.path("role").asString("")
                + (end.isEmpty() ? " and does not expire" : " until " + end)
                + ". Keep it now: it is shown this once.";
    }

    /** The roles, for completion and help. */
    static final class Roles implements ITypeConverter<String>, Iterable<String> {

        private static final List<String> ALL = List.of("viewer", "operator", "admin");

        @Override
        public String convert(String text) {
            String role = text.toLowerCase(Locale.ROOT);
            if (!ALL.contains(role)) {
                throw new TypeConversionException(
                        "'" + text + "' is none of " + String.join(", ", ALL));
            }
            return role;
        }

        @Override
        public Iterator<String> iterator() {
            return ALL.iterator();
        }
    }
}
