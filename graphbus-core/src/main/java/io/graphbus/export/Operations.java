package io.graphbus.export;

import io.graphbus.agent.Priority;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What agents do with channels: send, receive, answer calls. Used by one thread. */
final class Operations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Channels channels;
    private final Names names = new Names();
    private final TreeMap<String, ObjectNode> all = new TreeMap<>();

    Operations(Channels channels) {
        this.channels = channels;
    }

    /**
     * Everything one agent does.
     *
     * @param heard topics by the subscriptions that hear them
     */
    void add(AgentDefinition agent, Map<String, List<String>> heard) {
        agent.methods().forEach(method -> call(agent, method));
        agent.publishes().forEach(topic -> send(agent, topic));
        for (Subscription subscription : agent.subscriptions()) {
            String pattern = subscription.topic().text();
            heard.getOrDefault(subscription.id(), List.of(pattern))
                    .forEach(topic -> receive(agent, subscription, topic));
        }
    }

    private void call(AgentDefinition agent, MethodDefinition method) {
        String name = agent.name() + "." + method.name();
        String request = channels.addMethod(agent, method);
        String reply = channels.key(agent.name() + "/" + method.name() + "/reply");
        ObjectNode operation = operation(List.of(name, name + ".call"), "receive", agent, request);
        operation.put("summary", "Calls " + name + ".");
        operation.set("messages", channels.carried(request));
        ObjectNode answer = operation.putObject("reply");
        answer.set("channel", channels.reference(reply));
        answer.set("messages", channels.carried(reply));
    }

    private void send(AgentDefinition agent, String topic) {
        String channel = channels.key(topic);
        String event = agent.name() + ".send." + topic.substring(topic.lastIndexOf('/') + 1);
        List<String> wishes = List.of(event, agent.name() + ".send" + topic);
        ObjectNode operation = operation(wishes, "send", agent, channel);
        operation.put("summary", agent.name() + " publishes to " + topic + ".");
        operation.set("messages", channels.sent(agent.name(), channel));
        put(operation, "key", orderedBy(agent, topic));
    }

    private static @Nullable String orderedBy(AgentDefinition agent, String topic) {
        return Stream.concat(
                        agent.methods().stream().flatMap(m -> m.publishes().stream()),
                        agent.subscriptions().stream().flatMap(s -> s.publishes().stream()))
                .filter(p -> p.topic().equals(topic) && p.key() != null)
                .map(Publication::key)
                .findFirst()
                .orElse(null);
    }

    /** Whoever names no messages takes all of the channel. */
    private void receive(AgentDefinition agent, Subscription subscription, String topic) {
        String channel = channels.key(topic);
        String name = agent.name() + ".receive." + subscription.id();
        ObjectNode operation = operation(List.of(name, name + topic), "receive", agent, channel);
        operation.put(
                "summary", agent.name() + "." + subscription.handler() + " hears " + topic + ".");
        put(operation, "handler", subscription.handler());
        put(operation, "subscription", subscription.id());
        put(operation, "accepts", accepted(subscription));
        if (!subscription.topic().isConcrete()) {
            put(operation, "pattern", subscription.topic().text());
        }
        put(operation, "filter", subscription.filter());
        put(operation, "key", subscription.key());
        if (subscription.priority() != Priority.NORMAL) {
            put(operation, "priority", subscription.priority().name().toLowerCase(Locale.ROOT));
        }
    }

    private static String accepted(Subscription subscription) {
        return subscription.schemaVersion() == null ? "*" : subscription.schemaVersion();
    }

    private ObjectNode operation(
            List<String> wishes, String action, AgentDefinition agent, String channel) {
        ObjectNode operation = NODES.objectNode().put("action", action);
        operation.set("channel", channels.reference(channel));
        put(operation, "agent", agent.name());
        put(operation, "contract", agent.contract().version().text());
        all.put(names.unique(wishes), operation);
        return operation;
    }

    private static void put(ObjectNode operation, String name, @Nullable String value) {
        if (value != null) {
            operation.put("x-graphbus-" + name, value);
        }
    }

    ObjectNode tree() {
        ObjectNode tree = NODES.objectNode();
        all.forEach(tree::set);
        return tree;
    }
}
