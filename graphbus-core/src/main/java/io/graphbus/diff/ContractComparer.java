package io.graphbus.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compares two contract documents section by section. Used once, by one thread. */
final class ContractComparer {

    /** What says nothing of its own: the version is what the changes ask for. */
    private static final Set<String> SECTIONS =
            Set.of(
                    "agent",
                    "version",
                    "compat",
                    "stability",
                    "methods",
                    "publishes",
                    "subscribes",
                    "calls");

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final JsonNode older;
    private final JsonNode newer;
    private final List<Change> changes = new ArrayList<>();

    ContractComparer(JsonNode older, JsonNode newer) {
        this.older = older;
        this.newer = newer;
    }

    /** One name below a section, before and after. */
    private record Pair(
            String name, JsonPointer at, @Nullable JsonNode before, @Nullable JsonNode after) {

        JsonNode old() {
            return before == null ? NOTHING : before;
        }

        JsonNode now() {
            return after == null ? NOTHING : after;
        }

        boolean isKept() {
            return before != null && after != null;
        }
    }

    List<Change> changes() {
        section("methods").forEach(this::method);
        section("publishes").forEach(this::publication);
        section("subscribes").forEach(this::subscription);
        section("calls").forEach(this::call);
        Renames.suggestEntries("METHOD", changes);
        Renames.suggestEntries("PUBLICATION", changes);
        promise();
        return changes;
    }

    private List<Pair> section(String name) {
        return pairs(JsonPointer.empty().appendProperty(name), older.path(name), newer.path(name));
    }

    private static List<Pair> pairs(JsonPointer at, JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        return names.stream()
                .map(n -> new Pair(n, at.appendProperty(n), before.get(n), after.get(n)))
                .toList();
    }

    private void method(Pair method) {
        if (!method.isKept()) {
            comesOrGoes("METHOD", "method", method, Position.INPUT, Effect.BREAKS);
            return;
        }
        schema(method, "input", Position.INPUT, "input of " + method.name());
        schema(method, "output", Position.OUTPUT, "output of " + method.name());
        pairs(
                        method.at().appendProperty("errors"),
                        method.old().path("errors"),
                        method.now().path("errors"))
                .forEach(error -> error(method.name(), error));
        if (!method.old().path("deprecated").equals(method.now().path("deprecated"))) {
            single(
                    "METHOD_DEPRECATION_CHANGED",
                    method.at().appendProperty("deprecated"),
                    Position.INPUT,
                    Effect.WARN,
                    "the deprecation of " + method.name() + " was changed");
        }
    }

    private void error(String method, Pair error) {
        if (error.isKept()) {
            judge(
                    Position.ERROR,
                    "error " + error.name() + " of " + method,
                    error.at(),
                    error.old(),
                    error.now());
        } else {
            boolean added = error.before() == null;
            single(
                    added ? "ERROR_ADDED" : "ERROR_REMOVED",
                    error.at(),
                    Position.ERROR,
                    added ? Effect.WARN : Effect.SAFE,
                    "error " + error.name() + " of " + method + was(added));
        }
    }

    private static String was(boolean added) {
        return added ? " was added" : " was removed";
    }

    private void publication(Pair topic) {
        if (!topic.isKept()) {
            comesOrGoes("PUBLICATION", "publication of", topic, Position.PAYLOAD, Effect.BREAKS);
            return;
        }
        schema(topic, "payload", Position.PAYLOAD, "payload of " + topic.name());
        if (!topic.old().path("key").equals(topic.now().path("key"))) {
            single(
                    "PUBLICATION_KEY_CHANGED",
                    topic.at().appendProperty("key"),
                    Position.PAYLOAD,
                    Effect.WARN,
                    "the key of " + topic.name() + " was changed, and with it the order");
        }
    }

    private void subscription(Pair topic) {
        if (!topic.isKept()) {
            comesOrGoes("SUBSCRIPTION", "subscription to", topic, Position.ACCEPTS, Effect.WARN);
            return;
        }
        List<JsonNode> before = handlers(topic.old());
        List<JsonNode> after = handlers(topic.now());
        for (Handlers.Match match : Handlers.match(before, after)) {
            handler(topic, match);
        }
    }

    /** Several handlers of one topic are an array. */
    private static List<JsonNode> handlers(JsonNode entry) {
        return entry.isArray() ? entry.valueStream().toList() : List.of(entry);
    }

    private void handler(Pair topic, Handlers.Match match) {
        boolean many = (match.after() == null ? topic.old() : topic.now()).isArray();
        JsonPointer at = many ? topic.at().appendIndex(match.index()) : topic.at();
        var handler = new Pair(match.name(), at, match.before(), match.after());
        if (handler.isKept()) {
            String subject = "subscription to " + topic.name();
            schema(handler, "accepts", Position.ACCEPTS, subject);
            versions(handler, "SUBSCRIPTION", Position.ACCEPTS, subject);
        } else {
            comesOrGoes("HANDLER", "handler", handler, Position.ACCEPTS, Effect.WARN);
        }
    }

    private void call(Pair call) {
        if (!call.isKept()) {
            comesOrGoes("CALL", "call of", call, Position.SENDS, Effect.SAFE);
            return;
        }
        schema(call, "sends", Position.SENDS, "what is sent to " + call.name());
        schema(call, "expects", Position.EXPECTS, "what is expected of " + call.name());
        versions(call, "CALL", Position.EXPECTS, "call of " + call.name());
    }

    private void versions(Pair pair, String what, Position position, String subject) {
        String before = pair.old().path("versions").asString("*");
        String after = pair.now().path("versions").asString("*");
        if (before.equals(after)) {
            return;
        }
        JsonPointer at = pair.at().appendProperty("versions");
        Directions directions = Directions.of(older, newer, true);
        var lost = Ranges.inFirstOnly(before, after);
        boolean wider = Ranges.inFirstOnly(after, before).isPresent();
        String code =
                what
                        + (lost.isPresent()
                                ? "_VERSIONS_NARROWED"
                                : wider ? "_VERSIONS_WIDENED" : "_VERSIONS_REWRITTEN");
        Effect effect = lost.isPresent() ? Effect.BREAKS : wider ? Effect.SAFE : Effect.NONE;
        String message = subject + ": takes " + after + ", took " + before;
        Change change =
                Change.of(code, at.toString(), position, effect, message)
                        .values(pair.old().get("versions"), pair.now().get("versions"))
                        .showing(lost.map(v -> JsonNodeFactory.instance.stringNode(v.text())));
        changes.add(directions.gated() ? change : change.atMost(Bump.MINOR));
    }

    private void schema(Pair pair, String member, Position position, String subject) {
        judge(
                position,
                subject,
                pair.at().appendProperty(member),
                schema(pair.old(), member),
                schema(pair.now(), member));
    }

    /** Where nothing is said, everything goes. */
    private static JsonNode schema(JsonNode entry, String member) {
        JsonNode schema = entry.get(member);
        return schema == null || schema.isNull()
                ? JsonNodeFactory.instance.booleanNode(true)
                : schema;
    }

    private void judge(
            Position position, String subject, JsonPointer at, JsonNode before, JsonNode after) {
        Directions directions = Directions.of(older, newer, position.isReader());
        changes.addAll(new Judge(position, subject, at, before, after, directions).changes());
    }

    private void comesOrGoes(
            String code, String what, Pair pair, Position position, Effect whenGone) {
        boolean added = pair.before() == null;
        Change change =
                Change.of(
                                code + (added ? "_ADDED" : "_REMOVED"),
                                pair.at().toString(),
                                position,
                                added ? Effect.SAFE : whenGone,
                                what + " " + pair.name() + was(added))
                        .values(pair.before(), pair.after());
        boolean gated = Directions.of(older, newer, position.isReader()).gated();
        changes.add(gated ? change : change.atMost(Bump.MINOR));
    }

    private void single(
            String code, JsonPointer at, Position position, Effect effect, String message) {
        changes.add(
                Change.of(code, at.toString(), position, effect, message)
                        .values(value(older, at), value(newer, at)));
    }

    private static @Nullable JsonNode value(JsonNode document, JsonPointer at) {
        JsonNode value = document.at(at);
        return value.isMissingNode() ? null : value;
    }

    /** What the contract says of itself. */
    private void promise() {
        for (boolean reader : new boolean[] {true, false}) {
            var before = Directions.mode(older, reader);
            var after = Directions.mode(newer, reader);
            if (before != after) {
                String side = reader ? "reader" : "writer";
                single(
                        "COMPAT_CHANGED",
                        JsonPointer.compile("/compat/" + side),
                        Position.CONTRACT,
                        Effect.WARN,
                        "the " + side + " promises " + after + ", promised " + before);
            }
        }
        other("stability", "STABILITY_CHANGED");
        Set<String> names = new TreeSet<>(older.propertyNames());
        names.addAll(newer.propertyNames());
        names.removeAll(SECTIONS);
        names.forEach(name -> other(name, "DOCUMENT_CHANGED"));
    }

    private void other(String name, String code) {
        JsonPointer at = JsonPointer.empty().appendProperty(name);
        if (!older.at(at).equals(newer.at(at))) {
            single(code, at, Position.CONTRACT, Effect.NONE, name + " was changed");
        }
    }
}
