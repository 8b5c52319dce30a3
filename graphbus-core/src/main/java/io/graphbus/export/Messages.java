package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentDefinition.ContractTerms;
import io.graphbus.model.MigrationDefinition;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What goes through the channels, as components that all channels share. Used by one thread. */
final class Messages {

    static final String JSON = "application/json";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TRAIT = "#/components/messageTraits/CloudEvent";

    private final Names names = new Names();
    private final SchemaBundle schemas = new SchemaBundle("#/components/schemas/", true);
    private final TreeMap<String, ObjectNode> all = new TreeMap<>();

    /** What an agent sends to a topic; the key of the message. */
    String event(AgentDefinition agent, String topic, Schema payload) {
        Version written = agent.payloadVersion(topic);
        String version = suffix(written);
        String event = topic.substring(topic.lastIndexOf('/') + 1);
        String key =
                names.unique(
                        List.of(
                                agent.name() + "." + event + version,
                                agent.name() + topic.replace('/', '.') + version));
        ObjectNode message = message(key, payload, type(written, topic));
        message.put("title", event);
        promise(message, agent);
        return key;
    }

    /** What comes from outside to those who hear a topic. */
    String foreign(String topic, Schema payload) {
        String event = topic.substring(topic.lastIndexOf('/') + 1);
        String key = names.unique(List.of("Outside." + event, "Outside" + topic));
        ObjectNode message = message(key, payload, "graphbus" + topic.replace('/', '.'));
        message.put("summary", "Published from outside the graph.");
        return key;
    }

    /** What a method is called with, or answers. */
    String ofMethod(AgentDefinition agent, String method, String part, Schema payload) {
        String key =
                names.unique(
                        List.of(
                                agent.name()
                                        + "."
                                        + method
                                        + "."
                                        + part
                                        + suffix(agent.contract().version())));
        String type =
                type(agent.contract().version(), "/" + agent.name() + "/" + method + "/" + part);
        ObjectNode message = message(key, payload, type);
        message.putObject("correlationId").put("location", "$message.header#/ce-id");
        promise(message, agent);
        return key;
    }

    private ObjectNode message(String key, Schema payload, String type) {
        ObjectNode message = NODES.objectNode().put("name", type).put("contentType", JSON);
        message.putArray("traits").addObject().put("$ref", TRAIT);
        message.set("payload", schemas.inline(payload, key + ".payload"));
        all.put(key, message);
        return message;
    }

    private static String suffix(Version version) {
        return ".v" + version.text().replace('.', '_');
    }

    /** As the {@code type} of a CloudEvent: with the major version only. */
    private static String type(Version version, String topic) {
        return "graphbus" + topic.replace('/', '.') + ".v" + version.major();
    }

    private static void promise(ObjectNode message, AgentDefinition agent) {
        ContractTerms terms = agent.contract();
        message.put("x-graphbus-agent", agent.name())
                .put("x-graphbus-contract", terms.version().text())
                .put("x-graphbus-stability", terms.stability().name().toLowerCase(Locale.ROOT));
        message.putObject("x-graphbus-compat")
                .put("reader", terms.reader().name())
                .put("writer", terms.writer().name());
        if (!agent.migrations().isEmpty()) {
            ArrayNode migrations = message.putArray("x-graphbus-migrations");
            for (MigrationDefinition migration : agent.migrations()) {
                migrations.addObject().put("from", migration.from()).put("to", migration.to());
            }
        }
    }

    ObjectNode components() {
        ObjectNode components = NODES.objectNode();
        ObjectNode messages = components.putObject("messages");
        all.forEach(messages::set);
        components.set("schemas", schemas.definitions());
        components.putObject("messageTraits").set("CloudEvent", cloudEvent());
        return components;
    }

    private static ObjectNode cloudEvent() {
        ObjectNode trait = NODES.objectNode();
        trait.put("summary", "The headers of a CloudEvent 1.0 in binary mode.");
        ObjectNode headers = trait.putObject("headers").put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce-id").put("type", "string").put("minLength", 1);
        properties.putObject("ce-source").put("type", "string").put("format", "uri-reference");
        properties.putObject("ce-type").put("type", "string").put("minLength", 1);
        properties.putObject("ce-specversion").put("type", "string").put("const", "1.0");
        headers.putArray("required")
                .add("ce-id")
                .add("ce-source")
                .add("ce-type")
                .add("ce-specversion");
        return trait;
    }
}
