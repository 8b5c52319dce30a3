package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Topic;
import io.graphbus.schema.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A graph in AsyncAPI 3, from the agents' own point of view: they send what they publish and
 * receive what they subscribe to and are called for. Used once, by one thread.
 */
final class AsyncApi {

    private static final int HASH = 12;

    private final GraphView view;
    private final Messages messages = new Messages();
    private final Channels channels = new Channels(messages);
    private final Operations operations = new Operations(channels);

    AsyncApi(GraphView view) {
        this.view = view;
    }

    ObjectNode document() {
        Map<String, AgentDefinition> agents = view.byName();
        for (Topic topic : view.graph().topics()) {
            channels.add(topic, agents);
        }
        view.unmatched().keySet().forEach(channels::addPattern);
        Map<String, Map<String, List<String>>> heard = heard();
        for (AgentDefinition agent : view.owners()) {
            operations.add(agent, heard.getOrDefault(agent.name(), Map.of()));
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.set("channels", channels.tree());
        content.set("operations", operations.tree());
        content.set("components", messages.components());
        return headed(content);
    }

    /** Topics by the agents and subscriptions that hear them. */
    private Map<String, Map<String, List<String>>> heard() {
        Map<String, Map<String, List<String>>> heard = new HashMap<>();
        for (Topic topic : view.graph().topics()) {
            for (Topic.Subscriber subscriber : topic.subscribers()) {
                heard.computeIfAbsent(subscriber.agent(), a -> new HashMap<>())
                        .computeIfAbsent(subscriber.id(), id -> new ArrayList<>())
                        .add(topic.name());
            }
        }
        return heard;
    }

    private ObjectNode headed(ObjectNode content) {
        String version = view.version();
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("asyncapi", view.asyncApi());
        document.putObject("info")
                .put("title", view.title())
                .put("version", version == null ? Json.hash(content).substring(0, HASH) : version)
                .put("description", description());
        document.put("defaultContentType", Messages.JSON);
        content.properties().forEach(e -> document.set(e.getKey(), e.getValue()));
        return document;
    }

    private String description() {
        return view.agent() == null
                ? "Agents as they see it: they send what they publish, and receive what they"
                        + " subscribe to and are called for."
                : "As " + view.agent() + " sees it.";
    }
}
