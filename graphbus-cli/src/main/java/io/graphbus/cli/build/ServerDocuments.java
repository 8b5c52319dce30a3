package io.graphbus.cli.build;

import io.graphbus.cli.system.ServerClient;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The documents of a running server's graph. */
record ServerDocuments(ServerClient server) implements GraphDocuments {

    @Override
    public JsonNode graph() {
        return server.get("/graph");
    }

    @Override
    public List<JsonNode> agents() {
        return server.list("/agents");
    }

    @Override
    public List<JsonNode> topics() {
        return server.list("/topics");
    }

    @Override
    public List<JsonNode> subscriptions() {
        return server.list("/subscriptions");
    }

    @Override
    public JsonNode agent(String name) {
        return server.get("/agents/" + ServerClient.encode(name));
    }

    @Override
    public void close() {
        server.close();
    }
}
