package io.graphbus.cli.auth;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Ends a key for good. */
@Command(
        name = "revoke",
        description = "Revoke an API key: it opens nothing from then on.",
        footer = {"", "Example:", "  graphbus auth revoke ci --server http://localhost:8080"})
final class AuthRevokeCommand implements Runnable {

    private static final String REVOKED = "REVOKED";
    private static final Pattern WHOLE = Pattern.compile("gbk_([0-9A-Za-z]{12})_.*");

    private final Console console;

    @Parameters(paramLabel = "KEY", description = "The key's name or id, or the key itself.")
    private String key = "";

    @Mixin private AuthOptions options = new AuthOptions();

    AuthRevokeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (ServerClient server = options.client()) {
            JsonNode found = find(server.list("/keys"));
            String id = text(found, "id");
            String name = text(found, "name");
            if (text(found, "status").equals(REVOKED)) {
                console.say("Key " + name + " (" + id + ") was revoked before.");
                return;
            }
            server.delete("/keys/" + ServerClient.encode(id));
            console.say("Key " + name + " (" + id + ") opens nothing any more.");
        }
    }

    /** By id, else by name: a key in use before the newest of those revoked. */
    private JsonNode find(List<JsonNode> keys) {
        String id = WHOLE.matcher(key).replaceFirst("$1");
        return first(keys, k -> text(k, "id").equals(id))
                .or(() -> first(keys, k -> isNamed(k) && !text(k, "status").equals(REVOKED)))
                .or(() -> first(keys, this::isNamed))
                .orElseThrow(() -> unknown(keys).toException());
    }

    private boolean isNamed(JsonNode candidate) {
        return text(candidate, "name").equalsIgnoreCase(key);
    }

    private static Optional<JsonNode> first(List<JsonNode> keys, Predicate<JsonNode> wanted) {
        return keys.stream().filter(wanted).findFirst();
    }

    private Problem unknown(List<JsonNode> keys) {
        List<String> names =
                keys.stream()
                        .filter(k -> !text(k, "status").equals(REVOKED))
                        .map(k -> text(k, "name"))
                        .toList();
        return Problem.of(
                ProblemCode.UNKNOWN_KEY,
                WHOLE.matcher(key).replaceFirst("gbk_$1_…"),
                "No key has that name or id",
                Nearest.hint(key, "keys", names));
    }

    private static String text(JsonNode key, String field) {
        return key.path(field).asString("");
    }
}
