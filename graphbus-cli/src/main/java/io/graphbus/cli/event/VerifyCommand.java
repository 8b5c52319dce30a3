package io.graphbus.cli.event;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Recounts what has become of kept events. */
@Command(
        name = "verify",
        description = {
            "Recount from the event log, for each subscription, whether every event that was offered"
                    + " to it is completed, dead, expired, filtered, cancelled, put off or still"
                    + " ahead.",
            "Names those that do not add up, and says why. Exit code 1 when there are any."
        },
        footer = {"", "Example:", "  graphbus verify --server http://localhost:8080"})
public final class VerifyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private EventServer server = new EventServer();

    @Mixin private Format.Choice format = new Format.Choice();

    /** Made by the command line. */
    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonNode audit = server.verify();
        console.result(format.format(), audit, c -> told(audit, c));
        return audit.path("addsUp").asBoolean(false) ? 0 : 1;
    }

    private static String told(JsonNode audit, Console console) {
        JsonNode subscriptions = audit.path("subscriptions");
        if (subscriptions.isEmpty()) {
            return "The event log knows no subscription.";
        }
        Table table =
                Table.of(
                        "SUBSCRIPTION",
                        "OFFERED",
                        "COMPLETED",
                        "DEAD",
                        "EXPIRED",
                        "FILTERED",
                        "CANCELLED",
                        "WAITING",
                        "AHEAD",
                        "ADDS UP");
        StringBuilder words = new StringBuilder();
        for (JsonNode one : subscriptions) {
            table.row(
                    name(one),
                    count(one, "offered"),
                    count(one, "completed"),
                    count(one, "dead"),
                    count(one, "expired"),
                    count(one, "filtered"),
                    count(one, "cancelled"),
                    count(one, "waiting"),
                    count(one, "ahead"),
                    one.path("addsUp").asBoolean(false) ? "yes" : "no");
            one.path("findings").forEach(finding -> say(words, one, finding.asString("")));
            say(words, one, one.path("note").asString(null));
        }
        return console.render(table) + words;
    }

    private static void say(StringBuilder words, JsonNode one, @Nullable String sentence) {
        if (sentence != null) {
            words.append('\n').append(name(one)).append(": ").append(sentence).append('.');
        }
    }

    private static String name(JsonNode one) {
        return one.path("agent").asString("") + "." + one.path("subscription").asString("");
    }

    private static long count(JsonNode one, String name) {
        return one.path(name).asLong(0);
    }
}
