package io.graphbus.server.http;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.OpenApi31;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of a server, to be asked and to be held against what the server does. */
final class Document {

    private static final String PLACE = "https://graphbus.test/v3/api-docs";

    private final JsonNode json;
    private final SchemaRegistry schemas;

    Document(String text) {
        json = JsonMapper.shared().readTree(text);
        schemas =
                SchemaRegistry.withDialect(
                        OpenApi31.getInstance(),
                        registry -> registry.schemas(Map.of(PLACE, closed().toString())));
    }

    /** One operation. */
    record Operation(String method, String path, JsonNode json) {

        String pointer() {
            return "/paths/" + escaped(path) + "/" + method;
        }

        @Override
        public String toString() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }
    }

    /** A body in the document, of a request or response, by the JSON Pointer of its media type. */
    record Body(String pointer, JsonNode json) {

        /** Its examples, wherever they stand. */
        Stream<JsonNode> examples() {
            return Stream.concat(
                    json.has("example") ? Stream.of(json.get("example")) : Stream.empty(),
                    json.at("/examples").valueStream().map(example -> example.get("value")));
        }
    }

    JsonNode json() {
        return json;
    }

    List<Operation> operations() {
        return json.at("/paths")
                .propertyStream()
                .flatMap(
                        path ->
                                path.getValue()
                                        .propertyStream()
                                        .map(
                                                operation ->
                                                        new Operation(
                                                                operation.getKey(),
                                                                path.getKey(),
                                                                operation.getValue())))
                .toList();
    }

    Operation operation(String method, String path) {
        return operations().stream()
                .filter(o -> o.path().equals(path) && o.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    /** What a reference leads to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        String reference = node.at("/$ref").asString("");
        return reference.isEmpty() ? node : json.at(reference.substring(1));
    }

    /** The request's bodies. */
    List<Body> requests(Operation operation) {
        return bodies(operation.pointer() + "/requestBody");
    }

    /** The bodies of a response. */
    List<Body> responses(Operation operation, String status) {
        String pointer = operation.pointer() + "/responses/" + status;
        String reference = json.at(pointer + "/$ref").asString("");
        return bodies(reference.isEmpty() ? pointer : reference.substring(1));
    }

    /** What is wrong with a value where this body is promised. */
    List<String> faults(Body body, JsonNode value) {
        return schemas
                .getSchema(SchemaLocation.of(PLACE + "#" + body.pointer() + "/schema"))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private List<Body> bodies(String pointer) {
        return json.at(pointer + "/content")
                .propertyStream()
                .map(
                        content ->
                                new Body(
                                        pointer + "/content/" + escaped(content.getKey()),
                                        content.getValue()))
                .toList();
    }

    /** The document with objects that have the members they say they have and no others. */
    private JsonNode closed() {
        JsonNode copy = json.deepCopy();
        copy.at("/components/schemas")
                .forEach(
                        schema -> {
                            if (schema instanceof ObjectNode object
                                    && object.has("properties")
                                    && !object.has("additionalProperties")) {
                                object.put("additionalProperties", false);
                            }
                        });
        return copy;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
