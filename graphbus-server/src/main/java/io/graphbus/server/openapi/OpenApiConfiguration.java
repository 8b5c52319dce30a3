package io.graphbus.server.openapi;

import io.graphbus.server.web.ProblemBody;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/**
 * What the OpenAPI document says about every route alike: the token, and the problems it may answer
 * with.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String TOKEN = "token";

    /** Writes that need no token on loopback, as the access rules have them. */
    private static final Set<String> OPEN_WRITES =
            Set.of("/api/v1/events", "/api/v1/agents/{agent}/methods/{method}");

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("GraphBus")
                                .version("v1")
                                .description("One graph of agents over HTTP.")
                                .license(
                                        new License()
                                                .name("Apache-2.0")
                                                .url(
                                                        "https://www.apache.org/licenses/LICENSE-2.0")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        TOKEN,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description(
                                                        "GRAPHBUS_ADMIN_TOKEN; on loopback reads, calls"
                                                                + " and publishing need none")));
    }

    @Bean
    GlobalOpenApiCustomizer problems() {
        return api -> {
            ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(ProblemBody.class))
                    .referencedSchemas
                    .forEach(api.getComponents()::addSchemas);
            api.getPaths()
                    .forEach(
                            (path, item) ->
                                    item.readOperationsMap()
                                            .forEach((method, op) -> complete(path, method, op)));
        };
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        statuses(path, method, operation)
                .forEach(
                        (status, why) ->
                                operation
                                        .getResponses()
                                        .computeIfAbsent(
                                                String.valueOf(status.value()), s -> problem(why)));
        operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        if (method == HttpMethod.GET || OPEN_WRITES.contains(path)) {
            operation.addSecurityItem(new SecurityRequirement());
        }
    }

    private static Map<HttpStatus, String> statuses(
            String path, HttpMethod method, Operation operation) {
        var statuses = new TreeMap<HttpStatus, String>();
        statuses.put(HttpStatus.UNAUTHORIZED, "No or bad credentials");
        statuses.put(HttpStatus.FORBIDDEN, "Wrong role, unknown host or foreign origin");
        statuses.put(HttpStatus.INTERNAL_SERVER_ERROR, "The agent or the server failed");
        statuses.put(HttpStatus.SERVICE_UNAVAILABLE, "The graph is stopped or the database down");
        if (path.contains("{")) {
            statuses.put(HttpStatus.NOT_FOUND, "Unknown name");
        }
        if (operation.getParameters() != null || operation.getRequestBody() != null) {
            statuses.put(HttpStatus.BAD_REQUEST, "An argument is missing, unknown or mistyped");
        }
        if (operation.getRequestBody() != null) {
            statuses.put(HttpStatus.CONTENT_TOO_LARGE, "The body is too large");
            statuses.put(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is of another content type");
        }
        if (method == HttpMethod.POST) {
            statuses.put(HttpStatus.TOO_MANY_REQUESTS, "A queue is full; see Retry-After");
            statuses.put(HttpStatus.GATEWAY_TIMEOUT, "It took too long");
        }
        return statuses;
    }

    private static ApiResponse problem(String why) {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(why)
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(schema)));
    }
}
