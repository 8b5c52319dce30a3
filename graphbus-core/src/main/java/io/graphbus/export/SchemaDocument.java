package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import io.graphbus.schema.Schema;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON Schema with a definition for every payload ({@code /Topic/Name}), what every method
 * takes and gives ({@code Agent.method.input}, {@code .output}), and what every handler accepts
 * ({@code Agent.subscription.accepts}).
 */
final class SchemaDocument {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final GraphView view;
    private final SchemaBundle bundle = new SchemaBundle("#/$defs/", false);

    SchemaDocument(GraphView view) {
        this.view = view;
    }

    ObjectNode document() {
        TreeMap<String, Schema> entries = entries();
        bundle.reserve(entries.keySet());
        entries.forEach(bundle::put);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", DIALECT).put("title", view.title());
        if (view.version() != null) {
            document.put("$comment", "version " + view.version());
        }
        document.set("$defs", bundle.definitions());
        return document;
    }

    private TreeMap<String, Schema> entries() {
        TreeMap<String, Schema> entries = new TreeMap<>();
        for (Topic topic : view.graph().topics()) {
            entries.put(topic.name(), topic.payloadSchema());
        }
        Names names = new Names();
        for (AgentDefinition agent : view.owners()) {
            for (MethodDefinition method : agent.methods()) {
                String name = agent.name() + "." + method.name();
                entries.put(names.unique(List.of(name + ".input")), method.inputSchema());
                entries.put(names.unique(List.of(name + ".output")), method.outputSchema());
            }
            for (Subscription subscription : agent.subscriptions()) {
                String name = agent.name() + "." + subscription.id() + ".accepts";
                entries.put(names.unique(List.of(name)), subscription.payloadSchema());
            }
        }
        return entries;
    }
}
