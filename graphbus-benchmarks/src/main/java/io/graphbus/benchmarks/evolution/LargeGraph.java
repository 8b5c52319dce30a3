package io.graphbus.benchmarks.evolution;

import io.graphbus.agent.Priority;
import io.graphbus.agent.Start;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentDefinition.ContractTerms;
import io.graphbus.model.AgentDefinition.Source;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Agents in layers, each of which listens to five of the layer before and publishes one topic. */
final class LargeGraph {

    private static final int FAN_IN = 5;
    private static final int LAYER = 500;

    private LargeGraph() {}

    static AgentGraph of(int agents) {
        Random random = new Random(7);
        List<List<Topic.Subscriber>> subscribers = new ArrayList<>();
        IntStream.range(0, agents).forEach(i -> subscribers.add(new ArrayList<>()));
        List<AgentDefinition> definitions = new ArrayList<>();
        List<AgentGraph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            List<Subscription> subscriptions = new ArrayList<>();
            for (int k = 0; k < FAN_IN && i >= LAYER; k++) {
                int from = (i / LAYER - 1) * LAYER + random.nextInt(LAYER);
                String handler = "on" + k;
                subscriptions.add(subscription(i, handler, from));
                subscribers.get(from).add(new Topic.Subscriber(name(i), handler, handler));
                edges.add(
                        new AgentGraph.Edge(
                                name(from), name(i), AgentGraph.EdgeKind.EVENT, topic(from)));
            }
            definitions.add(agent(i, subscriptions));
        }
        List<Topic> topics =
                IntStream.range(0, agents)
                        .mapToObj(
                                i ->
                                        new Topic(
                                                topic(i),
                                                List.of(name(i)),
                                                subscribers.get(i),
                                                schema(i, "number")))
                        .toList();
        return new AgentGraph(definitions, topics, edges, List.of(), List.of());
    }

    static String name(int agent) {
        return "Agent%05d".formatted(agent);
    }

    private static String topic(int agent) {
        return "/Layer%d/Done%05d".formatted(agent / LAYER, agent);
    }

    /** One of fifty shapes. */
    private static Schema schema(int agent, String type) {
        String text =
                """
                {"type":"object","properties":{"id":{"type":"string"},"value%d":{"type":"%s"}},
                 "required":["id","value%d"]}"""
                        .formatted(agent % 50, type, agent % 50);
        return new Schema(Json.MAPPER.readTree(text));
    }

    static AgentDefinition agent(int number, List<Subscription> subscriptions) {
        Publication publication = new Publication(topic(number), null, schema(number, "integer"));
        return new AgentDefinition(
                name(number),
                "bench." + name(number),
                "",
                Source.NONE,
                1,
                false,
                List.of(),
                null,
                ContractTerms.DRAFT,
                List.of(
                        new MethodDefinition(
                                "work",
                                List.of(),
                                "void",
                                schema(number, "string"),
                                Schema.ANY,
                                List.of(publication),
                                0)),
                subscriptions,
                List.of(topic(number)),
                List.of());
    }

    private static Subscription subscription(int agent, String handler, int from) {
        return new Subscription(
                handler,
                new TopicPattern(topic(from)),
                handler,
                Subscription.Form.PAYLOAD,
                "bench.Value",
                schema(from, "number"),
                null,
                null,
                Priority.NORMAL,
                null,
                Start.LATEST,
                null,
                List.of(new Publication(topic(agent), null, schema(agent, "integer"))),
                0);
    }
}
