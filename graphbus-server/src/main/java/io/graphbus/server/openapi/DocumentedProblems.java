package io.graphbus.server.openapi;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.server.web.ProblemResponses;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The problems that routes answer with, out of {@code openapi/refusals.json}: each status with its
 * meaning and one problem that has it.
 */
@Component
class DocumentedProblems {

    private final JsonMapper json;
    private final Map<Integer, Refusal> known;

    DocumentedProblems(JsonMapper json) throws IOException {
        this.json = json;
        try (InputStream in = new ClassPathResource("openapi/refusals.json").getInputStream()) {
            this.known =
                    json.readValue(in, new TypeReference<LinkedHashMap<Integer, Refusal>>() {});
        }
    }

    /** The response of a status by its reference. */
    ApiResponse reference(int status) {
        return new ApiResponse().$ref("#/components/responses/" + known(status).name());
    }

    /** The same content under a description of one route's own. */
    ApiResponse described(int status, String description) {
        return response(status, known(status)).description(description);
    }

    void addTo(Components components) {
        known.forEach(
                (status, refusal) ->
                        components.addResponses(refusal.name(), response(status, refusal)));
    }

    private Refusal known(int status) {
        Refusal refusal = known.get(status);
        if (refusal == null) {
            throw new IllegalStateException("openapi/refusals.json has no status " + status);
        }
        return refusal;
    }

    private ApiResponse response(int status, Refusal refusal) {
        Object example =
                json.convertValue(
                        ProblemResponses.of(refusal.problem()).getBody(), LinkedHashMap.class);
        MediaType body = new MediaType().schema(new Schema<>().$ref("Problem")).example(example);
        var response =
                new ApiResponse()
                        .description(refusal.meaning())
                        .content(new Content().addMediaType("application/problem+json", body));
        switch (status) {
            case 401 -> response.addHeaderObject("WWW-Authenticate", header("WWW-Authenticate"));
            case 429, 503 -> response.addHeaderObject("Retry-After", header("Retry-After"));
            default -> {}
        }
        return response;
    }

    private static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    /** A status, what it means, and one problem that has it. */
    private record Refusal(
            String name,
            String meaning,
            ProblemCode code,
            String where,
            String message,
            String hint,
            @Nullable List<Violation> violations) {

        Problem problem() {
            Problem problem = Problem.of(code, where, message, hint);
            return violations == null ? problem : problem.with(violations);
        }
    }
}
