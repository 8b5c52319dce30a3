package io.graphbus.contract.deploy;

import io.graphbus.contract.AgentContract;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** A contract, read once. */
record Promise(String agent, Version version, JsonNode document) {

    private static final String METHODS = "methods";
    private static final String PUBLISHES = "publishes";

    static Promise of(AgentContract contract) {
        return new Promise(
                contract.agent(), contract.version(), Json.MAPPER.readTree(contract.document()));
    }

    Set<String> topics() {
        return new TreeSet<>(document.path(PUBLISHES).propertyNames());
    }

    JsonNode publication(String topic) {
        return document.path(PUBLISHES).path(topic);
    }

    /** The version of what is published to a topic. */
    String published(String topic) {
        return publication(topic).path("version").asString(version.text());
    }

    Set<String> methods() {
        return new TreeSet<>(document.path(METHODS).propertyNames());
    }

    JsonNode method(String name) {
        return document.path(METHODS).path(name);
    }

    /** Each handler that a topic reaches. */
    List<JsonNode> handlers(String topic) {
        List<JsonNode> handlers = new ArrayList<>();
        document.path("subscribes")
                .properties()
                .forEach(
                        entry -> {
                            if (new TopicPattern(entry.getKey()).matches(topic)) {
                                JsonNode found = entry.getValue();
                                handlers.addAll(
                                        found.isArray()
                                                ? found.valueStream().toList()
                                                : List.of(found));
                            }
                        });
        return handlers;
    }

    /** The other agents that this one says it calls. */
    Set<String> callees() {
        Set<String> callees = new TreeSet<>();
        for (String name : document.path("calls").propertyNames()) {
            int dot = name.lastIndexOf('.');
            if (dot > 0 && !name.substring(0, dot).equals(agent)) {
                callees.add(name.substring(0, dot));
            }
        }
        return callees;
    }

    /** Each method of another agent that this one says it calls. */
    void calls(String callee, BiConsumer<String, JsonNode> each) {
        document.path("calls")
                .properties()
                .forEach(
                        entry -> {
                            int dot = entry.getKey().lastIndexOf('.');
                            if (dot > 0 && entry.getKey().substring(0, dot).equals(callee)) {
                                each.accept(entry.getKey().substring(dot + 1), entry.getValue());
                            }
                        });
    }

    /** Whether a topic's or a method's end was announced for a day that is over. */
    static boolean isOver(JsonNode entry, LocalDate today) {
        try {
            return LocalDate.parse(entry.path("deprecated").path("sunset").asString(""))
                    .isBefore(today);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
