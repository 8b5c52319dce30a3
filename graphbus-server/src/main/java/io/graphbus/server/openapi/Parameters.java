package io.graphbus.server.openapi;

import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Map;

/** Describes the parameters that mean the same on every route, where a route does not itself. */
final class Parameters {

    private static final Map<String, Meaning> KNOWN =
            Map.of(
                    "agent", new Meaning("Name of an agent", "HelloService"),
                    "method", new Meaning("Name of a method of the agent", "generateMessage"),
                    "version", new Meaning("Semantic version", "1.0.0"),
                    "name", new Meaning("Name of an application", "order-service"),
                    "activate", new Meaning("Whether a build that succeeds runs at once", true),
                    "environment", new Meaning("Where agents are live", "prod"),
                    "limit", new Meaning("At most so many items", 20),
                    "cursor", new Meaning("nextCursor of the page before", "kTnwDkdyZWV0ZXI"));

    private static final Map<String, Meaning> IDS =
            Map.of(
                    "/api/v1/events/", new Meaning("Id of an event", "n1-42"),
                    "/api/v1/subscriptions/", new Meaning("Of a subscription", "onMessage"),
                    "/api/v1/builds/", new Meaning("Id of a build", "b12"),
                    "/api/v1/migrations/",
                            new Meaning(
                                    "Of a run, or of a migration for its last one",
                                    "Orders:state:1.0.0:2.0.0"),
                    "/api/v1/dead-letters/",
                            new Meaning("Id of a dead letter", "n1-42-5d41402a-bc4b"),
                    "/api/v1/keys/",
                            new Meaning("Id of a key, its part after gbk_", "4kX9mQ2vT7bL"));

    private Parameters() {}

    /** What a parameter is, and a value that makes sense. */
    private record Meaning(String description, Object example) {}

    static void describe(Route route) {
        List<Parameter> parameters = route.operation().getParameters();
        if (parameters != null) {
            parameters.forEach(parameter -> describe(route, parameter));
        }
    }

    private static void describe(Route route, Parameter parameter) {
        Meaning words = KNOWN.get(parameter.getName());
        if (parameter.getName().equals("id")) {
            words =
                    IDS.entrySet().stream()
                            .filter(known -> route.path().startsWith(known.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(null);
        }
        if (words == null) {
            return;
        }
        if (parameter.getDescription() == null) {
            parameter.setDescription(words.description());
        }
        if (parameter.getExample() == null && parameter.getExamples() == null) {
            parameter.setExample(words.example());
        }
    }
}
