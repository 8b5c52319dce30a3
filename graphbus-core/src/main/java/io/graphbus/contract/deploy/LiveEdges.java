package io.graphbus.contract.deploy;

import io.graphbus.compat.Finding;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.EdgeJudge;
import io.graphbus.contract.impact.EdgeJudge.Ends;
import io.graphbus.contract.impact.EdgeJudge.Traffic;
import io.graphbus.contract.impact.EdgeVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What passes between two agents by their contracts.
 *
 * @param replaced versions that the agents asked for take the place of; they tell what others rely
 *     on that do not say so
 * @param needs which agents each one calls without saying what
 */
record LiveEdges(
        EdgeJudge judge, Map<String, List<Promise>> replaced, Map<String, Set<String>> needs) {

    static final String TOPIC_REMOVED = "TOPIC_REMOVED";
    static final String METHOD_REMOVED = "METHOD_REMOVED";
    private static final String ANY = "*";

    /** In both directions; an agent may be its own neighbour. */
    List<EdgeImpact> between(Promise one, Promise other) {
        List<EdgeImpact> edges = new ArrayList<>(from(one, other));
        if (!one.agent().equals(other.agent())) {
            edges.addAll(from(other, one));
        }
        return edges;
    }

    /** Events that the first publishes to the second, and the first's calls of the second. */
    private List<EdgeImpact> from(Promise writer, Promise reader) {
        List<EdgeImpact> edges = new ArrayList<>();
        for (String topic : writer.topics()) {
            for (JsonNode handler : reader.handlers(topic)) {
                edges.add(
                        judge.event(
                                ends(writer, reader, topic, handler),
                                new Traffic(
                                        writer.publication(topic).path("payload"),
                                        handler.path("accepts"),
                                        writer.published(topic),
                                        handler.path("versions").asString(ANY))));
            }
        }
        edges.addAll(removedTopics(writer, reader));
        Set<String> said = new HashSet<>();
        writer.calls(
                reader.agent(),
                (method, call) -> {
                    said.add(method);
                    edges.addAll(new CallEdges(this, writer, reader).of(method, call));
                });
        if (needs.getOrDefault(writer.agent(), Set.of()).contains(reader.agent())) {
            edges.addAll(new CallEdges(this, writer, reader).undeclared(said));
        }
        return edges;
    }

    private static Ends ends(Promise writer, Promise reader, String topic, JsonNode handler) {
        return new Ends(
                writer.agent(), reader.agent(), topic, handler.path("handler").asString(""));
    }

    /** What a version of the writer that is replaced publishes and this one does not. */
    private List<EdgeImpact> removedTopics(Promise writer, Promise reader) {
        List<EdgeImpact> edges = new ArrayList<>();
        Set<String> seen = writer.topics();
        for (Promise live : before(writer)) {
            for (String topic : live.topics()) {
                if (seen.add(topic) && !writer.agent().equals(reader.agent())) {
                    reader.handlers(topic)
                            .forEach(
                                    handler ->
                                            edges.add(
                                                    judge.gone(
                                                            ends(writer, reader, topic, handler),
                                                            TOPIC_REMOVED,
                                                            writer.agent()
                                                                    + " publishes nothing to "
                                                                    + topic
                                                                    + " any more")));
                }
            }
        }
        return edges;
    }

    /** What was there before; a version that is not deployed now was there itself. */
    List<Promise> before(Promise now) {
        return replaced.getOrDefault(now.agent(), List.of(now));
    }

    /** The gravest of edges that lead the same way. */
    static EdgeImpact gravest(List<EdgeImpact> edges) {
        return edges.stream().max(Comparator.comparing(EdgeImpact::verdict)).orElseThrow();
    }

    /** An edge of which nothing is declared. */
    static EdgeImpact undeclared(Ends ends, String message) {
        return new EdgeImpact(
                ends.writer(),
                ends.reader(),
                ends.via(),
                ends.handler(),
                EdgeVerdict.INDETERMINATE,
                null,
                List.of(new Finding("NOT_DECLARED", "", message)),
                List.of(),
                List.of(),
                "Declare it with calls in the contract of " + ends.writer() + ".");
    }
}
