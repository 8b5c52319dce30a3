package io.graphbus.contract.impact;

import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Mode;
import io.graphbus.contract.AgentContract;
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
import tools.jackson.databind.node.JsonNodeFactory;

/** Compares what passes along the edges of one agent, each pair of schemas once. */
final class EdgeChecks {

    private static final JsonNode ANYTHING = JsonNodeFactory.instance.booleanNode(true);

    private final AgentGraph graph;
    private final Map<String, AgentDefinition> agents = new HashMap<>();
    private final AgentDefinition before;
    private final String agent;
    private final Version version;
    private final JsonNode now;
    private final JsonNode was;
    private final Map<Pair, Check> checked = new HashMap<>();
    private final List<EdgeImpact> edges = new ArrayList<>();

    EdgeChecks(AgentGraph graph, AgentDefinition before, AgentContract changed) {
        this.graph = graph;
        graph.agents().forEach(known -> agents.put(known.name(), known));
        this.before = before;
        this.agent = changed.agent();
        this.version = changed.version();
        this.now = Json.MAPPER.readTree(changed.document());
        this.was = Json.MAPPER.readTree(AgentContract.of(before).document());
    }

    private record Pair(JsonNode writer, JsonNode reader) {}

    List<EdgeImpact> edges() {
        events();
        incoming();
        calls();
        return edges;
    }

    /** What the agent publishes, to all that listen. */
    private void events() {
        TreeSet<String> topics = new TreeSet<>(was.path("publishes").propertyNames());
        topics.addAll(now.path("publishes").propertyNames());
        for (AgentDefinition reader : graph.agents()) {
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
            broken(
                    agent,
                    reader.name(),
                    topic,
                    subscription.handler(),
                    "TOPIC_REMOVED",
                    agent + " publishes nothing to " + topic + " any more");
        } else if (!reader.name().equals(agent)) {
            String published = publication.path("version").asString(version.text());
            add(
                    new Ends(agent, reader.name(), topic, subscription.handler()),
                    check(publication.path("payload"), subscription.payloadSchema().json()),
                    isIn(
                            published,
                            subscription.schemaVersion() == null
                                    ? "*"
                                    : subscription.schemaVersion()),
                    published);
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
        JsonNode payload =
                Json.MAPPER
                        .readTree(AgentContract.of(writer).document())
                        .path("publishes")
                        .path(topic)
                        .path("payload");
        String published = writer.contract().version().text();
        add(
                new Ends(publisher, agent, topic, handler.path("handler").asString("")),
                check(payload, accepted(handler)),
                isIn(published, handler.path("versions").asString("*")),
                published);
    }

    private static JsonNode accepted(JsonNode handler) {
        JsonNode accepts = handler.path("accepts");
        return accepts.isMissingNode() || accepts.isNull() ? ANYTHING : accepts;
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
            broken(
                    agent,
                    caller,
                    name,
                    "",
                    "METHOD_REMOVED",
                    agent + " has no " + method.name() + " any more");
            return;
        }
        add(
                new Ends(caller, agent, name, ""),
                check(method.inputSchema().json(), next.path("input")),
                true,
                version.text());
        add(
                new Ends(agent, caller, name + " result", ""),
                check(next.path("output"), method.outputSchema().json()),
                true,
                version.text());
    }

    private Check check(JsonNode writer, JsonNode reader) {
        return checked.computeIfAbsent(
                new Pair(
                        writer.isMissingNode() ? ANYTHING : writer,
                        reader.isMissingNode() ? ANYTHING : reader),
                pair -> Compatibility.check(pair.writer(), pair.reader(), Mode.ROLES));
    }

    private static boolean isIn(String version, String range) {
        return range.equals("*")
                || !Version.isRange(range)
                || !Version.isValid(version)
                || Version.of(version).satisfies(range);
    }

    /** Where an edge leads. */
    private record Ends(String writer, String reader, String via, String handler) {}

    private void add(Ends ends, Check check, boolean inRange, String published) {
        EdgeVerdict verdict =
                switch (check.verdict()) {
                    case COMPATIBLE -> inRange ? EdgeVerdict.SAFE : EdgeVerdict.RANGE_ONLY;
                    case INCOMPATIBLE -> EdgeVerdict.BREAKS;
                    case INDETERMINATE -> EdgeVerdict.INDETERMINATE;
                };
        edges.add(
                new EdgeImpact(
                        ends.writer(),
                        ends.reader(),
                        ends.via(),
                        ends.handler(),
                        verdict,
                        check.witness(),
                        check.findings(),
                        check.limitations(),
                        fix(ends, verdict, published)));
    }

    private static String fix(Ends ends, EdgeVerdict verdict, String published) {
        String reader =
                ends.handler().isEmpty() ? ends.reader() : ends.reader() + "." + ends.handler();
        return switch (verdict) {
            case SAFE -> "";
            case RANGE_ONLY ->
                    "Widen the range of " + reader + " so that it takes " + published + ".";
            case INDETERMINATE -> "Look at it: neither proved nor refuted.";
            case BREAKS ->
                    "Make "
                            + reader
                            + " accept the payload, or let "
                            + ends.writer()
                            + " go on writing what it wrote.";
        };
    }

    private void broken(
            String writer, String reader, String via, String handler, String code, String message) {
        edges.add(
                new EdgeImpact(
                        writer,
                        reader,
                        via,
                        handler,
                        EdgeVerdict.BREAKS,
                        null,
                        List.of(new Finding(code, "", message)),
                        List.of(),
                        "Keep it until " + reader + " does without."));
    }
}
