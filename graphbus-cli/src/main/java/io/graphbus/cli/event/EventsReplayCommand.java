package io.graphbus.cli.event;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Delivers kept events once more. */
@Command(
        name = "replay",
        description = {
            "Deliver events that the event log keeps once more to one subscription, in the order of"
                    + " the log and with the ids, keys and headers they had.",
            "It begins at once and goes on in the server; what fails becomes a dead letter."
        },
        footer = {
            "",
            "Example:",
            "  graphbus events replay --topic /Order/** --subscription Billing.bill \\",
            "    --from 2026-11-29T00:00:00Z --dry-run --server http://localhost:8080"
        })
final class EventsReplayCommand implements Runnable {

    private final Console console;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            required = true,
            description = "Of a topic, or of those that a pattern such as /Order/** matches.")
    private String topic = "";

    @Option(
            names = "--subscription",
            paramLabel = "AGENT.ID",
            required = true,
            description = "Who gets them: an agent's name and the id of its subscription.")
    private String subscription = "";

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            required = true,
            description = "From this position or time on; 0 for the oldest that is kept.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "WHERE",
            description = {
                "Up to this position, or before this time; without it up to the newest there is now."
            })
    private @Nullable String to;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "So many events a second; without it as fast as can be.")
    private @Nullable Double rate;

    @Option(names = "--dry-run", description = "Count the events; deliver nothing.")
    private boolean rehearsal;

    @Mixin private EventServer server = new EventServer();

    @Mixin private Format.Choice format = new Format.Choice();

    EventsReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        int dot = subscription.indexOf('.');
        if (dot < 1 || dot == subscription.length() - 1) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--subscription",
                            "'" + subscription + "' names no subscription of an agent",
                            "Give it as Billing.bill; 'graphbus inspect --subscriptions' lists them.")
                    .toException();
        }
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("topic", topic);
        wish.put("agent", subscription.substring(0, dot));
        wish.put("subscription", subscription.substring(dot + 1));
        wish.put("from", from);
        if (to != null) {
            wish.put("to", to);
        }
        if (rate != null) {
            wish.put("rate", rate);
        }
        wish.put("dryRun", rehearsal);
        JsonNode answer = server.replay(wish);
        console.result(format.format(), answer, c -> told(answer));
    }

    private String told(JsonNode answer) {
        long events = answer.path("events").asLong(0);
        String many = events == 1 ? "1 event" : events + " events";
        if (rehearsal) {
            return many + " would be delivered once more to " + subscription;
        }
        return server.isLocal()
                ? many + " marked; the next run delivers once more to " + subscription
                : many
                        + " on the way once more to "
                        + subscription
                        + " (run "
                        + answer.path("run").asString("")
                        + ")";
    }
}
