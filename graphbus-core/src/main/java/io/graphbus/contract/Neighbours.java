package io.graphbus.contract;

import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.contract.Agreement.Party;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finds what one agent gives to another: events by topic, arguments and results of calls. */
final class Neighbours {

    private static final String ANY = "*";

    private final AgentContract from;
    private final AgentContract to;
    private final JsonNode writer;
    private final JsonNode reader;
    private final List<Agreement> agreements = new ArrayList<>();

    Neighbours(AgentContract from, AgentContract to) {
        this.from = from;
        this.to = to;
        this.writer = Json.MAPPER.readTree(from.document());
        this.reader = Json.MAPPER.readTree(to.document());
    }

    /** Events that the first publishes to the second, and the first's calls of the second. */
    List<Agreement> agreements() {
        for (Map.Entry<String, JsonNode> publication : writer.path("publishes").properties()) {
            for (Map.Entry<String, JsonNode> entry : reader.path("subscribes").properties()) {
                if (isMatch(entry.getKey(), publication.getKey())) {
                    handlers(entry.getValue())
                            .forEach(h -> event(publication.getKey(), publication.getValue(), h));
                }
            }
        }
        writer.path("calls").properties().forEach(call -> call(call.getKey(), call.getValue()));
        return agreements;
    }

    private static boolean isMatch(String pattern, String topic) {
        return TopicPattern.isPattern(pattern)
                ? new TopicPattern(pattern).matches(topic)
                : pattern.equals(topic);
    }

    private static List<JsonNode> handlers(JsonNode entry) {
        return entry.isArray() ? entry.valueStream().toList() : List.of(entry);
    }

    private void event(String topic, JsonNode publication, JsonNode handler) {
        String version = publication.path("version").asString(from.version().text());
        Check check =
                isIn(version, handler)
                        ? check(schema(publication, "payload"), schema(handler, "accepts"))
                        : outside(handler, version);
        agreements.add(
                new Agreement(
                        Party.of(from),
                        Party.of(to),
                        topic,
                        handler.path("handler").asString(""),
                        check));
    }

    private void call(String name, JsonNode call) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !name.substring(0, dot).equals(to.agent())) {
            return;
        }
        String called = name.substring(dot + 1);
        JsonNode method = reader.path("methods").path(called);
        if (method.isMissingNode()) {
            add(from, to, name, called, broken("METHOD_MISSING", to.agent() + " has no " + called));
        } else if (!isIn(to.version().text(), call)) {
            add(from, to, name, called, outside(call, to.version().text()));
        } else {
            add(from, to, name, called, check(schema(call, "sends"), schema(method, "input")));
            add(to, from, name, called, check(schema(method, "output"), schema(call, "expects")));
        }
    }

    private void add(
            AgentContract writes, AgentContract reads, String via, String handler, Check check) {
        agreements.add(new Agreement(Party.of(writes), Party.of(reads), via, handler, check));
    }

    /** Where nothing is said, everything goes. */
    private static JsonNode schema(JsonNode entry, String member) {
        JsonNode schema = entry.get(member);
        return schema == null || schema.isNull()
                ? JsonNodeFactory.instance.booleanNode(true)
                : schema;
    }

    private static Check check(JsonNode writer, JsonNode reader) {
        return Compatibility.check(writer, reader, Mode.ROLES);
    }

    /** A range that cannot be read keeps nothing out. */
    private static boolean isIn(String version, JsonNode entry) {
        String range = entry.path("versions").asString(ANY);
        return range.equals(ANY)
                || !Version.isRange(range)
                || !Version.isValid(version)
                || Version.of(version).satisfies(range);
    }

    private static Check outside(JsonNode entry, String version) {
        String range = entry.path("versions").asString(ANY);
        return broken("VERSION_OUT_OF_RANGE", "takes " + range + ", gets " + version);
    }

    private static Check broken(String code, String message) {
        return new Check(
                Verdict.INCOMPATIBLE, null, List.of(new Finding(code, "", message)), List.of());
    }
}
