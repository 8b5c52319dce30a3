package io.graphbus.server.openapi;

import io.graphbus.server.web.ProblemBody;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Adds to the document what no route says of itself, since it is so for all of them. */
@Component
class Completion implements GlobalOpenApiCustomizer {

    private final Examples examples;
    private final Words words;
    private final DocumentedProblems refusals;

    Completion(Examples examples, Words words, DocumentedProblems refusals) {
        this.examples = examples;
        this.words = words;
        this.refusals = refusals;
    }

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(ProblemBody.class))
                .referencedSchemas
                .forEach(components::addSchemas);
        addHeaders(components);
        refusals.addTo(components);
        api.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) ->
                                                        complete(
                                                                new Route(
                                                                        path, method, operation))));
        api.getPaths().keySet().removeIf(path -> !path.startsWith("/api/"));
        words.addTo(components);
    }

    private void complete(Route route) {
        if (route.isTagged()) {
            addTag(route);
        }
        Parameters.describe(route);
        examples.addTo(route);
        refuse(route);
        var operation = route.operation();
        operation.setSecurity(null);
        operation.addSecurityItem(new SecurityRequirement().addList(OpenApiConfiguration.TOKEN));
        if (route.isOpen()) {
            operation.addSecurityItem(new SecurityRequirement());
        }
    }

    /** What a route says of its own refusals stays, but they are all problems. */
    private void refuse(Route route) {
        Map<String, ApiResponse> sorted = new TreeMap<>(route.operation().getResponses());
        sorted.replaceAll(
                (status, response) ->
                        isRefusal(status)
                                ? refusals.described(
                                        Integer.parseInt(status), response.getDescription())
                                : response);
        for (int status : route.refusals()) {
            sorted.putIfAbsent(String.valueOf(status), refusals.reference(status));
        }
        var responses = new ApiResponses();
        responses.putAll(sorted);
        route.operation().setResponses(responses);
    }

    private static boolean isRefusal(String status) {
        return status.startsWith("4") || status.startsWith("5");
    }

    private static void addTag(Route route) {
        var operation = route.operation();
        operation.addParametersItem(
                new Parameter()
                        .in("header")
                        .name("If-None-Match")
                        .required(false)
                        .description("Tags of answers that the client has; * for any")
                        .schema(new StringSchema())
                        .example("\"5f2b1c0de8a94d7c9e0b3a6f71d2c845\""));
        ApiResponse known = new ApiResponse().description("The client has it already; no body");
        operation.getResponses().addApiResponse("304", known);
        for (ApiResponse response : List.of(operation.getResponses().get("200"), known)) {
            response.addHeaderObject("ETag", new Header().$ref("#/components/headers/ETag"));
        }
    }

    private static void addHeaders(Components components) {
        components.addHeaders(
                "ETag",
                text(
                        "Changes whenever the body does; for If-None-Match",
                        "\"5f2b1c0de8a94d7c9e0b3a6f71d2c845\""));
        components.addHeaders(
                "Retry-After",
                new Header()
                        .description("Seconds to wait before the same is tried again")
                        .schema(new IntegerSchema())
                        .example(1));
        components.addHeaders(
                "WWW-Authenticate", text("How to authenticate", "Bearer realm=\"graphbus\""));
    }

    private static Header text(String description, String example) {
        return new Header().description(description).schema(new StringSchema()).example(example);
    }
}
