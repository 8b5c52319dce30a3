package io.graphbus.server.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the answers of {@code openapi/examples/<operation>.json} into the document, which are what a
 * server with the hello project answers, and the requests of {@code <operation>-request.json}.
 */
@Component
class Examples {

    private final JsonMapper json;

    Examples(JsonMapper json) {
        this.json = json;
    }

    void addTo(Route route) {
        Operation operation = route.operation();
        operation.getResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue().getContent())
                .forEach(content -> addTo(content, operation.getOperationId()));
        if (operation.getRequestBody() != null) {
            addTo(operation.getRequestBody().getContent(), operation.getOperationId() + "-request");
        }
    }

    private void addTo(@Nullable Content content, String name) {
        MediaType body = content == null ? null : content.get("application/json");
        if (body != null && body.getExample() == null && body.getExamples() == null) {
            Object example = read(new ClassPathResource("openapi/examples/" + name + ".json"));
            if (example != null) {
                body.setExample(example);
            }
        }
    }

    private @Nullable Object read(ClassPathResource resource) {
        if (!resource.exists()) {
            return null;
        }
        try (InputStream in = resource.getInputStream()) {
            return json.readValue(in, Object.class);
        } catch (IOException e) {
            throw new IllegalStateException(resource.getDescription(), e);
        }
    }
}
