package io.graphbus.cli.repl;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Topic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers commands, then agents' methods or topics, then the names of arguments. */
record GraphCompleter(AgentGraph graph) implements Completer {

    private static final List<String> VERBS =
            List.of(
                    "call", "publish", "stats", "nodes", "topics", "history", "health", "watch",
                    "help", "exit");

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        words(line.words(), line.wordIndex()).map(Candidate::new).forEach(candidates::add);
    }

    Stream<String> words(List<String> typed, int place) {
        return switch (place) {
            case 0 -> VERBS.stream();
            case 1 ->
                    switch (typed.get(0)) {
                        case "call" -> methods();
                        case "health" -> graph.agentNames().stream();
                        case "publish", "watch" -> graph.topics().stream().map(Topic::name);
                        default -> Stream.empty();
                    };
            case 2 -> typed.get(0).equals("call") ? arguments(typed.get(1)) : Stream.empty();
            default -> Stream.empty();
        };
    }

    private Stream<String> methods() {
        return graph.agents().stream()
                .flatMap(a -> a.methods().stream().map(m -> a.name() + "." + m.name()));
    }

    private Stream<String> arguments(String name) {
        return graph.agents().stream()
                .flatMap(
                        agent ->
                                agent.methods().stream()
                                        .filter(m -> isNamed(agent, m, name))
                                        .map(GraphCompleter::skeleton));
    }

    private static boolean isNamed(AgentDefinition agent, MethodDefinition method, String name) {
        return name.equals(agent.name() + "." + method.name());
    }

    /** The arguments without values, such as {@code {"name":}}. */
    private static String skeleton(MethodDefinition method) {
        return method.parameters().stream()
                .map(
                        p ->
                                "\""
                                        + p.name()
                                        + "\":"
                                        + (p.type().equals("java.lang.String") ? "\"\"" : ""))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
