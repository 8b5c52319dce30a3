package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Table;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Topic;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands that look at the running graph. */
final class Looking {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int USUAL = 10;

    private final GraphBus bus;

    Looking(GraphBus bus) {
        this.bus = bus;
    }

    /** Numbers that already count what earlier commands set off, if that ends soon. */
    Answer stats(String rest) {
        bus.awaitIdle(PATIENCE);
        RuntimeStats stats = bus.stats();
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("published", stats.published());
        numbers.put("offered", stats.offered());
        numbers.put("delivered", stats.delivered());
        numbers.put("failed", stats.failed());
        numbers.put("dead", stats.dead());
        numbers.put("filtered", stats.filtered());
        numbers.put("dropped", stats.dropped());
        numbers.put("cancelled", stats.cancelled());
        numbers.put("expired", stats.expired());
        numbers.put("inFlight", stats.inFlight());
        numbers.put("retrying", stats.retrying());
        numbers.put("calls", stats.calls());
        numbers.put("errors", stats.errors());
        return Answer.of(Documents.tree(numbers), console -> stats(stats, numbers, console));
    }

    private static String stats(RuntimeStats stats, Map<String, Long> numbers, Console console) {
        Map<String, Long> events = new LinkedHashMap<>(numbers);
        events.keySet().removeAll(List.of("calls", "errors"));
        Table agents =
                Table.of("AGENT", "CALLS", "ERRORS", "DELIVERED", "FAILED", "DEAD", "QUEUED");
        for (AgentStats agent : stats.agents()) {
            agents.row(
                    agent.agent(),
                    agent.methods().stream().mapToLong(m -> m.calls()).sum(),
                    agent.methods().stream().mapToLong(m -> m.errors()).sum(),
                    agent.subscriptions().stream().mapToLong(s -> s.delivered()).sum(),
                    agent.subscriptions().stream().mapToLong(s -> s.failed()).sum(),
                    agent.dead(),
                    agent.queueDepth());
        }
        return console.render(row(events)) + "\n\n" + console.render(agents);
    }

    private static Table row(Map<String, Long> numbers) {
        return Table.of(numbers.keySet().toArray(String[]::new)).row(numbers.values().toArray());
    }

    Answer nodes(String rest) {
        List<String> names = bus.graph().activationOrder();
        return Answer.of(
                Documents.tree(names),
                console -> {
                    Table table = Table.of("AGENT", "METHODS", "SUBSCRIPTIONS", "DESCRIPTION");
                    for (String name : names) {
                        AgentDefinition agent = bus.graph().agent(name).orElseThrow();
                        table.row(
                                name,
                                agent.methods().size(),
                                agent.subscriptions().size(),
                                agent.description());
                    }
                    return console.render(table);
                });
    }

    Answer topics(String rest) {
        List<TopicLine> topics = bus.graph().topics().stream().map(TopicLine::of).toList();
        return Answer.of(
                Documents.tree(topics),
                console -> {
                    Table table = Table.of("TOPIC", "PUBLISHERS", "SUBSCRIBERS");
                    topics.forEach(
                            t ->
                                    table.row(
                                            t.name(),
                                            String.join(", ", t.publishers()),
                                            String.join(", ", t.subscribers())));
                    return console.render(table);
                });
    }

    private record TopicLine(String name, List<String> publishers, List<String> subscribers) {

        static TopicLine of(Topic topic) {
            return new TopicLine(
                    topic.name(),
                    topic.publishers(),
                    topic.subscribers().stream().map(s -> s.agent() + "." + s.handler()).toList());
        }
    }

    Answer history(String rest) {
        int limit = rest.isEmpty() ? USUAL : number(rest);
        bus.awaitIdle(PATIENCE);
        List<HistoryEntry> entries = bus.history(HistoryQuery.newest(limit));
        return Answer.of(
                Documents.tree(entries.stream().map(e -> EventView.fields(bus, e)).toList()),
                console -> console.render(EventView.table(bus, entries)));
    }

    private static int number(String text) {
        if (text.matches("[1-9]\\d{0,5}")) {
            return Integer.parseInt(text);
        }
        throw Problem.of(
                        ProblemCode.USAGE,
                        "history",
                        "'" + text + "' is not a number of events",
                        "Write it like this: history 5")
                .toException();
    }
}
