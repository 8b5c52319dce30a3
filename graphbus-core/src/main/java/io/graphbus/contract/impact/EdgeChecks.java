package io.graphbus.contract.impact;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.EdgeJudge.Ends;
import io.graphbus.contract.impact.EdgeJudge.Traffic;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares what passes along the edges of one agent, each pair of schemas once. */
final class EdgeChecks {

    private static final String ANY = "*";

    private final AgentGraph graph;
    private final Map<String, AgentDefinition> agents = new HashMap<>();
    private final AgentDefinition before;
    private final String agent;
    private final Version version;
    private final JsonNode now;
    private final JsonNode was;
    private final EdgeJudge judge;
    private final List<EdgeImpact> edges = new ArrayList<>();

    EdgeChecks(AgentGraph graph, AgentDefinition before, AgentContract changed, Upgrades upgrades) {
        this.judge = new EdgeJudge(upgrades);
        this.graph = graph;
        graph.agents().forEach(known -> agents.put(known.name(), known));
        this.before = before;
        this.agent = changed.agent();
        this.version = changed.version();
        this.now = Json.MAPPER.readTree(changed.document());
        this.was = Json.MAPPER.readTree(AgentContract.of(before).document());
    }

    List<EdgeImpact> edges() {
        events();
        incoming();
        own();
        calls();
        calling();
        return edges;
    }

    /** What the agent publishes, to all that listen. */
    private void events() {
        TreeSet<String> topics = new TreeSet<>(was.path("publishes").propertyNames());
        topics.addAll(now.path("publishes").propertyNames());
        for (AgentDefinition reader : graph.agents()) {
            if (reader.name().equals(agent)) {
                continue;
            }
            for (Subscription subscription : reader.subscriptions()) {
                for (String topic : listened(subscription.topic(), topics)) {
                    event(topic, reader, subscription);
                }
            }
        }
    }

    private static List<String> listened(TopicPattern pattern, TreeSet<String> topics) {
        if (pattern.isConcrete()) {
            return topics.contains(pattern.text()) ? List.of(pattern.text()) : List.of();
        }
        return topics.stream().filter(pattern::matches).toList();
    }

    private void event(String topic, AgentDefinition reader, Subscription subscription) {
        JsonNode publication = now.path("publishes").path(topic);
        if (publication.isMissingNode()) {
            edges.add(
                    judge.gone(
                            new Ends(agent, reader.name(), topic, subscription.handler()),
                            "TOPIC_REMOVED",
                            agent + " publishes nothing to " + topic + " any more"));
        } else {
            String published = publication.path("version").asString(version.text());
            String range = subscription.schemaVersion();
            edges.add(
                    judge.event(
                            new Ends(agent, reader.name(), topic, subscription.handler()),
                            new Traffic(
                                    publication.path("payload"),
                                    subscription.payloadSchema().json(),
                                    published,
                                    range == null ? ANY : range)));
        }
    }

    /** What the agent listens to, from all that publish. */
    private void incoming() {
        for (Map.Entry<String, JsonNode> entry : now.path("subscribes").properties()) {
            for (JsonNode handler : list(entry.getValue())) {
                TopicPattern pattern = new TopicPattern(entry.getKey());
                for (Topic topic : graph.topics()) {
                    if (pattern.matches(topic.name())) {
                        topic.publishers().stream()
                                .filter(publisher -> !publisher.equals(agent))
                                .forEach(publisher -> incoming(topic.name(), publisher, handler));
                    }
                }
            }
        }
    }

    private void incoming(String topic, String publisher, JsonNode handler) {
        AgentDefinition writer = agents.get(publisher);
        if (writer == null) {
            return;
        }
        heard(
                publisher,
                topic,
                document(writer).path("publishes").path(topic),
                writer.contract().version(),
                handler);
    }

    private static JsonNode document(AgentDefinition agent) {
        return Json.MAPPER.readTree(AgentContract.of(agent).document());
    }

    private void heard(
            String publisher,
            String topic,
            JsonNode publication,
            Version written,
            JsonNode handler) {
        edges.add(
                judge.event(
                        new Ends(publisher, agent, topic, handler.path("handler").asString("")),
                        new Traffic(
                                publication.path("payload"),
                                handler.path("accepts"),
                                publication.path("version").asString(written.text()),
                                handler.path("versions").asString(ANY))));
    }

    /** What the agent publishes and listens to itself. */
    private void own() {
        for (Map.Entry<String, JsonNode> sent : now.path("publishes").properties()) {
            for (Map.Entry<String, JsonNode> entry : now.path("subscribes").properties()) {
                if (new TopicPattern(entry.getKey()).matches(sent.getKey())) {
                    list(entry.getValue())
                            .forEach(
                                    handler ->
                                            heard(
                                                    agent,
                                                    sent.getKey(),
                                                    sent.getValue(),
                                                    version,
                                                    handler));
                }
            }
        }
    }

    private static List<JsonNode> list(JsonNode entry) {
        return entry.isArray() ? entry.valueStream().toList() : List.of(entry);
    }

    /** Whoever needs the agent calls it as it is in the graph. */
    private void calls() {
        for (AgentDefinition caller : graph.agents()) {
            if (caller.dependencies().contains(agent)) {
                before.methods().forEach(method -> call(caller.name(), method));
            }
        }
    }

    private void call(String caller, MethodDefinition method) {
        String name = agent + "." + method.name();
        JsonNode next = now.path("methods").path(method.name());
        if (next.isMissingNode()) {
            edges.add(
                    judge.gone(
                            new Ends(agent, caller, name, ""),
                            "METHOD_REMOVED",
                            agent + " has no " + method.name() + " any more"));
            return;
        }
        edges.add(
                judge.call(
                        new Ends(caller, agent, name, ""),
                        traffic(method.inputSchema().json(), next.path("input"))));
        edges.add(
                judge.call(
                        new Ends(agent, caller, name + " result", ""),
                        traffic(next.path("output"), method.outputSchema().json())));
    }

    /** What the agent says it calls, of agents as they are in the graph and of itself. */
    private void calling() {
        for (Map.Entry<String, JsonNode> call : now.path("calls").properties()) {
            int dot = call.getKey().lastIndexOf('.');
            String callee = call.getKey().substring(0, Math.max(dot, 0));
            AgentDefinition there = agents.get(callee);
            if (callee.equals(agent)) {
                calling(call, callee, version, now);
            } else if (there != null) {
                calling(call, callee, there.contract().version(), document(there));
            }
        }
    }

    private void calling(
            Map.Entry<String, JsonNode> call, String callee, Version running, JsonNode contract) {
        String name = call.getKey();
        String method = name.substring(callee.length() + 1);
        JsonNode there = contract.path("methods").path(method);
        if (there.isMissingNode()) {
            edges.add(
                    judge.gone(
                            new Ends(callee, agent, name, ""),
                            "METHOD_MISSING",
                            callee + " has no " + method));
            return;
        }
        JsonNode said = call.getValue();
        if (said.has("sends")) {
            edges.add(
                    judge.call(
                            new Ends(agent, callee, name, ""),
                            new Traffic(
                                    said.path("sends"), there.path("input"), running.text(), ANY)));
        }
        edges.add(
                judge.call(
                        new Ends(callee, agent, name + " result", ""),
                        new Traffic(
                                there.path("output"),
                                said.path("expects"),
                                running.text(),
                                said.path("versions").asString(ANY))));
    }

    private Traffic traffic(JsonNode written, JsonNode accepted) {
        return new Traffic(written, accepted, version.text(), ANY);
    }
}
