package io.graphbus.cli.event;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists events. */
@Command(
        name = "list",
        description = {
            "List past events, newest first: those of the history with what became of them, or with"
                    + " --stored all that the event log keeps of durable topics."
        },
        footer = {
            "",
            "Example:",
            "  graphbus events list --stored --key c-7 --server http://localhost:8080"
        })
final class EventsListCommand implements Runnable {

    private final Console console;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only of a topic, or of those that a pattern such as /Order/** matches.")
    private @Nullable String topic;

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            description = "Only published or handled by this agent; not with --stored.")
    private @Nullable String agent;

    @Option(
            names = "--stored",
            description = "Of the event log instead of the history; the only way with --data.")
    private boolean stored;

    @Option(names = "--key", paramLabel = "KEY", description = "Only with this key; with --stored.")
    private @Nullable String key;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "From a position or a time on; with --stored.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "WHERE",
            description = "Up to a position, or before a time; with --stored.")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "No more than so many; without it ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Mixin private EventServer server = new EventServer();

    @Mixin private Format.Choice format = new Format.Choice();

    EventsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        stored |= server.isLocal();
        if (stored ? agent != null : key != null || from != null || to != null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "events list",
                            stored
                                    ? "The event log does not know which agents handled an event"
                                    : "The history is not searched by key, position or time",
                            stored ? "Leave --agent out." : "Add --stored.")
                    .toException();
        }
        Map<String, String> filter = new LinkedHashMap<>();
        put(filter, "topic", topic);
        put(filter, "agent", agent);
        put(filter, "key", key);
        put(filter, "from", from);
        put(filter, "to", to);
        List<JsonNode> events =
                server.list(stored ? "/events/log" : "/events", filter, Math.max(1, limit));
        console.result(
                format.format(),
                Documents.tree(events),
                c -> events.isEmpty() ? "There are no such events." : c.render(table(events)));
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }

    private Table table(List<JsonNode> events) {
        Table table =
                stored
                        ? Table.of("POSITION", "ID", "TOPIC", "SOURCE", "KEY", "TIME", "PAYLOAD")
                        : Table.of("ID", "TOPIC", "SOURCE", "KEY", "TIME", "DELIVERIES", "PAYLOAD");
        for (JsonNode event : events) {
            String time = text(event, "time").replaceFirst("\\.[0-9]+Z$", "Z");
            String payload = Documents.compact(event.path("payload"));
            if (stored) {
                table.row(
                        text(event, "position"),
                        text(event, "id"),
                        text(event, "topic"),
                        text(event, "source"),
                        text(event, "key"),
                        time,
                        payload);
            } else {
                table.row(
                        text(event, "id"),
                        text(event, "topic"),
                        text(event, "source"),
                        text(event, "key"),
                        time,
                        deliveries(event),
                        payload);
            }
        }
        return table;
    }

    private static String deliveries(JsonNode event) {
        return event.path("deliveries")
                .valueStream()
                .map(d -> text(d, "agent") + " " + text(d, "status").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
