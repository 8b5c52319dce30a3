package io.graphbus.cli.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.output.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The documents of an artifacts directory, which was checked before. */
record ArtifactDocuments(Path directory) implements GraphDocuments {

    static ArtifactDocuments open(Path artifacts) {
        return new ArtifactDocuments(ArtifactDirectory.read(artifacts).path());
    }

    @Override
    public JsonNode graph() {
        return read("graph.json");
    }

    @Override
    public List<JsonNode> agents() {
        return items("agents");
    }

    @Override
    public List<JsonNode> topics() {
        return items("topics");
    }

    @Override
    public List<JsonNode> subscriptions() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode agent : agents()) {
            for (JsonNode subscription : agent.path("subscriptions")) {
                ObjectNode named = JsonNodeFactory.instance.objectNode();
                named.set("agent", agent.path("name"));
                subscription.properties().forEach(e -> named.set(e.getKey(), e.getValue()));
                all.add(named);
            }
        }
        return all;
    }

    @Override
    public void close() {}

    private List<JsonNode> items(String name) {
        List<JsonNode> items = new ArrayList<>();
        read(name + ".json").path(name).forEach(items::add);
        return items;
    }

    private JsonNode read(String file) {
        Path path = directory.resolve(file);
        try {
            return Documents.parse(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
