package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All commands of the conversation, in the order of the help. */
final class Verbs {

    /** What can be said, as completion offers it. */
    static final List<String> NAMES =
            List.of(
                    "call", "publish", "stats", "nodes", "topics", "history", "health", "watch",
                    "help", "exit");

    private Verbs() {}

    static Map<String, Verb> of(GraphBus bus, Console console, Lines lines) {
        Talking talking = new Talking(bus);
        Looking looking = new Looking(bus);
        Diagnosis diagnosis = new Diagnosis(bus);
        Watching watching = new Watching(bus, console, lines);
        Map<String, Verb> verbs = new LinkedHashMap<>();
        List.of(
                        new Verb("call", "A.m [json]", "call a method", talking::call),
                        new Verb("publish", "T json", "publish an event", talking::publish),
                        new Verb("stats", "", "what has happened so far", looking::stats),
                        new Verb("nodes", "", "the agents, as they start", looking::nodes),
                        new Verb("topics", "", "who publishes, who listens", looking::topics),
                        new Verb("history", "[n]", "the latest events", looking::history),
                        new Verb("health", "[A]", "the agents and how they are", diagnosis::health),
                        new Verb("watch", "[topic]", "events as they come", watching::watch),
                        new Verb("help", "", "this list", rest -> help(verbs)),
                        new Verb("exit", "", "stop the graph and leave", rest -> Answer.of("")))
                .forEach(verb -> verbs.put(verb.name(), verb));
        return verbs;
    }

    private static Answer help(Map<String, Verb> verbs) {
        String line = verbs.values().stream().map(Verb::usage).collect(Collectors.joining(" | "));
        return new Answer(line, console -> console.render(table(verbs)));
    }

    private static Table table(Map<String, Verb> verbs) {
        Table table = Table.of("COMMAND", "WHAT IT SHOWS OR DOES");
        verbs.values().forEach(verb -> table.row(verb.usage(), verb.description()));
        return table;
    }
}
