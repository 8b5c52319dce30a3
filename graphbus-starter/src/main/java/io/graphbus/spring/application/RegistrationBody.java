package io.graphbus.spring.application;

import io.graphbus.artifact.GraphDocument;
import io.graphbus.contract.AgentContract;
import io.graphbus.model.AgentGraph;
import io.graphbus.schema.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is sent: made anew only when the graph is another one. Not for use by several threads. */
final class RegistrationBody {

    private final String instance;
    private final Duration refresh;
    private @Nullable AgentGraph graph;
    private byte[] body = {};

    RegistrationBody(String instance, Duration refresh) {
        this.instance = instance;
        this.refresh = refresh;
    }

    /** The body for a graph. */
    byte[] of(AgentGraph wanted) {
        if (!isOf(wanted)) {
            body = Json.MAPPER.writeValueAsBytes(tree(wanted));
            graph = wanted;
        }
        return body;
    }

    /** Whether the graph is the one that was sent last. */
    boolean isOf(AgentGraph other) {
        return Objects.equals(graph, other);
    }

    private ObjectNode tree(AgentGraph wanted) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("graph", GraphDocument.write(wanted));
        ArrayNode contracts = tree.putArray("contracts");
        wanted.agents().stream()
                .map(agent -> Json.MAPPER.readTree(AgentContract.of(agent).document()))
                .forEach(contracts::add);
        tree.putObject("instance").put("id", instance).put("refresh", refresh.toString());
        return tree;
    }

    /** A name for this process that tells it apart from the application's other copies. */
    static String thisProcess() {
        String host = System.getenv("HOSTNAME");
        if (host == null || host.isBlank()) {
            host = localHost();
        }
        String name = host.replaceAll("[^A-Za-z0-9_.-]", "-");
        return name.substring(0, Math.min(name.length(), 100))
                + ":"
                + ProcessHandle.current().pid();
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine that does not know its own name
        }
    }
}
