package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.schema.Composition;
import io.graphbus.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where messages go: topics, and two channels for every method. Used by one thread. */
final class Channels {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Messages messages;
    private final Names names = new Names();
    private final TreeMap<String, ObjectNode> all = new TreeMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, List<String>> sent = new HashMap<>();

    Channels(Messages messages) {
        this.messages = messages;
    }

    /** A topic with what each publisher sends, or else what its subscribers take. */
    void add(Topic topic, Map<String, AgentDefinition> agents) {
        String key = open(topic.name(), topic.name());
        for (String publisher : topic.publishers()) {
            AgentDefinition agent = agents.get(publisher);
            if (agent != null) {
                Schema payload = payload(agent, topic.name());
                carry(key, messages.event(agent, topic.name(), payload), publisher);
            }
        }
        if (topic.publishers().isEmpty()) {
            carry(key, messages.foreign(topic.name(), accepted(topic, agents)), null);
        }
    }

    private static Schema payload(AgentDefinition agent, String topic) {
        return Composition.anyOf(
                Stream.concat(
                                agent.methods().stream().map(MethodDefinition::publishes),
                                agent.subscriptions().stream().map(Subscription::publishes))
                        .flatMap(List::stream)
                        .filter(p -> p.topic().equals(topic))
                        .map(Publication::payload)
                        .toList());
    }

    private static Schema accepted(Topic topic, Map<String, AgentDefinition> agents) {
        return Composition.anyOf(
                topic.subscribers().stream()
                        .flatMap(
                                s ->
                                        Stream.ofNullable(agents.get(s.agent()))
                                                .flatMap(a -> a.subscriptions().stream())
                                                .filter(own -> own.id().equals(s.id())))
                        .map(Subscription::payloadSchema)
                        .toList());
    }

    /** A pattern that no topic of the graph matches: its wildcards are parameters. */
    void addPattern(String pattern) {
        StringBuilder address = new StringBuilder();
        ObjectNode parameters = NODES.objectNode();
        for (String segment : pattern.substring(1).split("/")) {
            if (!segment.startsWith("*")) {
                address.append('/').append(segment);
                continue;
            }
            String name = "segment" + (parameters.size() + 1);
            address.append("/{").append(name).append('}');
            parameters
                    .putObject(name)
                    .put(
                            "description",
                            segment.equals("**") ? "One or more segments." : "One segment.");
        }
        String key = open(pattern, address.toString());
        ObjectNode channel = channel(key);
        channel.set("parameters", parameters);
        channel.put("x-graphbus-pattern", pattern);
        carry(key, messages.foreign(key, Schema.ANY), null);
    }

    /** The two ends of a call; what goes in is found under the key that is returned. */
    String addMethod(AgentDefinition agent, MethodDefinition method) {
        String name = agent.name() + "/" + method.name();
        String key = open(name, name);
        carry(key, messages.ofMethod(agent, method.name(), "request", method.inputSchema()), null);
        String reply = open(name + "/reply", null);
        carry(reply, messages.ofMethod(agent, method.name(), "reply", method.outputSchema()), null);
        return key;
    }

    private String open(String name, @Nullable String address) {
        String key = names.unique(List.of(name));
        keys.put(name, key);
        ObjectNode channel = NODES.objectNode().put("address", address);
        channel.putObject("messages");
        all.put(key, channel);
        return key;
    }

    private ObjectNode channel(String key) {
        return Objects.requireNonNull(all.get(key), key);
    }

    private void carry(String channel, String message, @Nullable String sender) {
        ((ObjectNode) channel(channel).path("messages"))
                .putObject(message)
                .put("$ref", "#/components/messages/" + message);
        if (sender != null) {
            sent.put(sender + " " + channel, List.of(message));
        }
    }

    /** The key of a topic, pattern or {@code Agent/method}. */
    String key(String name) {
        return keys.getOrDefault(name, name);
    }

    JsonNode reference(String key) {
        return NODES.objectNode().put("$ref", "#/channels/" + key);
    }

    /** References to everything that goes through a channel. */
    ArrayNode carried(String key) {
        return references(key, List.copyOf(channel(key).path("messages").propertyNames()));
    }

    /** References to what one agent sends there. */
    ArrayNode sent(String agent, String key) {
        return references(key, sent.getOrDefault(agent + " " + key, List.of()));
    }

    private static ArrayNode references(String key, List<String> messages) {
        ArrayNode references = NODES.arrayNode();
        for (String message : messages) {
            references.addObject().put("$ref", "#/channels/" + key + "/messages/" + message);
        }
        return references;
    }

    ObjectNode tree() {
        ObjectNode tree = NODES.objectNode();
        all.forEach(tree::set);
        return tree;
    }
}
