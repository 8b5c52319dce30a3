package io.graphbus.cli.typing;

import io.graphbus.cli.typing.SchemaOffers.Offer;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Topic;
import io.graphbus.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers commands, then agents, methods or topics, then names and values of the JSON. */
public record GraphCompleter(AgentGraph graph, Collection<String> verbs) implements Completer {

    private static final int JSON = 2;

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String json = line instanceof TypedLine typed ? typed.json() : "";
        offers(line.words(), line.wordIndex(), json).map(this::candidate).forEach(candidates::add);
    }

    /** Text that goes on, such as a name in JSON, gets no blank behind it. */
    private Candidate candidate(Offer offer) {
        boolean isWhole = verbs.contains(offer.text()) || !offer.text().matches("(?s).*[\\s\"\\[]");
        boolean isJson = offer.text().matches("(?s)[{}\\[\\],:\"].*");
        String type = offer.type().isEmpty() ? null : offer.type();
        return new Candidate(
                offer.text(), offer.text().strip(), null, type, null, null, isWhole && !isJson);
    }

    Stream<Offer> offers(List<String> typed, int place, String json) {
        return switch (place) {
            case 0 -> named(verbs.stream());
            case 1 ->
                    switch (typed.get(0)) {
                        case "call" -> methods();
                        case "health" -> named(graph.agentNames().stream());
                        case "publish", "watch" -> named(graph.topics().stream().map(Topic::name));
                        default -> Stream.empty();
                    };
            case JSON ->
                    schema(typed.get(0), typed.get(1)).stream()
                            .flatMap(schema -> new SchemaOffers(schema.json()).next(json).stream());
            default -> Stream.empty();
        };
    }

    private static Stream<Offer> named(Stream<String> names) {
        return names.map(name -> new Offer(name, ""));
    }

    private Stream<Offer> methods() {
        return graph.agents().stream()
                .flatMap(a -> a.methods().stream().map(m -> new Offer(full(a, m), "")));
    }

    private static String full(AgentDefinition agent, MethodDefinition method) {
        return agent.name() + "." + method.name();
    }

    private Optional<Schema> schema(String verb, String target) {
        return switch (verb) {
            case "call" ->
                    graph.agents().stream()
                            .flatMap(
                                    a ->
                                            a.methods().stream()
                                                    .filter(m -> full(a, m).equals(target)))
                            .map(MethodDefinition::inputSchema)
                            .findFirst();
            case "publish" ->
                    graph.topics().stream()
                            .filter(topic -> topic.name().equals(target))
                            .map(Topic::payloadSchema)
                            .findFirst();
            default -> Optional.empty();
        };
    }
}
