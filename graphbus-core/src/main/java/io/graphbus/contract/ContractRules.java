package io.graphbus.contract;

import io.graphbus.agent.Contract.Compatibility;
import io.graphbus.agent.Contract.Stability;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Violation;
import io.graphbus.schema.SchemaDialect;
import io.graphbus.schema.Version;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds what is wrong in a contract that somebody wrote. Used once, by one thread. */
final class ContractRules {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,127}";
    private static final Set<String> SECTIONS =
            new TreeSet<>(
                    Set.of(
                            "agent",
                            "calls",
                            "compat",
                            "methods",
                            "publishes",
                            "stability",
                            "subscribes",
                            "version"));

    private final List<Violation> faults = new ArrayList<>();

    private ContractRules() {}

    /** Every fault with its place; empty for a contract. */
    static List<Violation> faults(JsonNode document) {
        ContractRules rules = new ContractRules();
        rules.check(document);
        return rules.faults;
    }

    static boolean isName(String agent) {
        return agent.matches(NAME);
    }

    private void check(JsonNode document) {
        JsonPointer root = JsonPointer.empty();
        if (!document.isObject()) {
            add(root, "a contract is a JSON object");
            return;
        }
        document.propertyNames().stream()
                .filter(name -> !SECTIONS.contains(name) && !name.startsWith("x-"))
                .forEach(name -> add(root.appendProperty(name), "not one of " + SECTIONS));
        text(root, document, "agent", "the name of an agent", ContractRules::isName);
        text(root, document, "version", "a semantic version such as 1.0.0", Version::isValid);
        text(
                root,
                document,
                "stability",
                "draft, beta or stable",
                t -> names(Stability.values()).contains(t.toUpperCase(Locale.ROOT)));
        JsonNode compat = document.path("compat");
        Set<String> modes = names(Compatibility.values());
        for (String side : List.of("reader", "writer")) {
            text(root.appendProperty("compat"), compat, side, "one of " + modes, modes::contains);
        }
        section(document, "methods", this::method);
        section(document, "publishes", this::publication);
        section(document, "subscribes", this::subscription);
        section(document, "calls", this::call);
    }

    private static Set<String> names(Enum<?>[] values) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(values).forEach(v -> names.add(v.name()));
        return names;
    }

    private void add(JsonPointer at, String message) {
        faults.add(new Violation(at.toString(), message));
    }

    /** A text that may be absent. */
    private void text(
            JsonPointer at, JsonNode node, String name, String wanted, Predicate<String> rule) {
        JsonNode value = node.path(name);
        boolean good =
                value.isMissingNode() || (value.isString() && rule.test(value.stringValue()));
        if (!good) {
            add(at.appendProperty(name), "not " + wanted + ": " + value);
        }
    }

    /** Checks one entry of a section. */
    private interface Rule {
        void check(JsonPointer at, String name, JsonNode entry);
    }

    private void section(JsonNode document, String name, Rule rule) {
        JsonNode section = document.path(name);
        JsonPointer at = JsonPointer.empty().appendProperty(name);
        if (!section.isMissingNode() && !section.isObject()) {
            add(at, "not a JSON object");
        }
        for (Map.Entry<String, JsonNode> entry : section.properties()) {
            JsonPointer place = at.appendProperty(entry.getKey());
            boolean handlers = name.equals("subscribes") && entry.getValue().isArray();
            if (entry.getValue().isObject() || handlers) {
                rule.check(place, entry.getKey(), entry.getValue());
            } else {
                add(place, "not a JSON object");
            }
        }
    }

    private void method(JsonPointer at, String name, JsonNode method) {
        schema(at, method, "input");
        schema(at, method, "output");
        JsonPointer errors = at.appendProperty("errors");
        method.path("errors")
                .propertyNames()
                .forEach(code -> schema(errors, method.path("errors"), code));
        deprecation(at, method);
    }

    private void deprecation(JsonPointer at, JsonNode entry) {
        JsonNode deprecated = entry.path("deprecated");
        JsonPointer place = at.appendProperty("deprecated");
        if (!deprecated.isMissingNode() && !deprecated.isObject()) {
            add(place, "not a JSON object: " + deprecated);
        }
        text(place, deprecated, "since", "a semantic version such as 1.0.0", Version::isValid);
        text(place, deprecated, "sunset", "a day such as 2027-01-31", ContractRules::isDay);
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void publication(JsonPointer at, String topic, JsonNode publication) {
        if (!TopicPattern.isTopic(topic)) {
            add(at, "not a topic such as /order/created");
        }
        schema(at, publication, "payload");
        deprecation(at, publication);
        text(at, publication, "version", "a semantic version such as 1.0.0", Version::isValid);
    }

    private void subscription(JsonPointer at, String topic, JsonNode subscription) {
        if (!TopicPattern.isTopic(topic) && !TopicPattern.isPattern(topic)) {
            add(at, "not a topic such as /order/created, nor a pattern such as /order/*");
        }
        if (subscription.isArray()) {
            for (int i = 0; i < subscription.size(); i++) {
                handler(at.appendIndex(i), subscription.get(i));
            }
        } else {
            handler(at, subscription);
        }
    }

    private void handler(JsonPointer at, JsonNode handler) {
        if (!handler.path("accepts").isNull()) {
            schema(at, handler, "accepts");
        }
        text(at, handler, "versions", "a range such as ^1.2", Version::isRange);
    }

    private void call(JsonPointer at, String name, JsonNode call) {
        if (!name.contains(".")) {
            add(at, "not an agent's method such as Orders.place");
        }
        schema(at, call, "sends");
        schema(at, call, "expects");
        text(at, call, "versions", "a range such as ^1.2", Version::isRange);
    }

    private void schema(JsonPointer at, JsonNode node, String name) {
        JsonNode schema = node.get(name);
        if (schema == null) {
            return;
        }
        JsonPointer place = at.appendProperty(name);
        if (!schema.isObject() && !schema.isBoolean()) {
            add(place, "not a JSON Schema: " + schema);
            return;
        }
        SchemaDialect.faults(schema)
                .forEach(
                        fault ->
                                faults.add(
                                        new Violation(
                                                place + fault.path(),
                                                "not a JSON Schema: " + fault.message())));
    }
}
