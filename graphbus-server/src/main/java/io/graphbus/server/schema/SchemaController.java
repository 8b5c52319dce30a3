package io.graphbus.server.schema;

import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.Expected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Whether what one schema lets pass is accepted by another. Keeps nothing. */
@RestController
@RequestMapping(path = "/api/v1/schemas", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Schemas")
class SchemaController {

    private static final Expected EXPECTED =
            new Expected("Send {\"writer\": schema, \"reader\": schema}.");

    @PostMapping(path = "/check", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "checkSchemas",
            summary = "Compare two schemas",
            description =
                    "Whether the reader accepts whatever the writer writes: COMPATIBLE is proved,"
                            + " INCOMPATIBLE comes with a witness, a value that the writer's schema"
                            + " accepts and the reader's refuses; INDETERMINATE is neither.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CheckRequest.class))))
    CheckView check(@RequestBody CheckRequest request) {
        JsonNode writer = EXPECTED.present("writer", request.writer());
        JsonNode reader = EXPECTED.present("reader", request.reader());
        Mode mode = mode(request.mode());
        Compatibility.requireSchema("writer", writer);
        Compatibility.requireSchema("reader", reader);
        Check check = Compatibility.check(writer, reader, mode);
        return CheckView.from(check);
    }

    private static Mode mode(@Nullable String name) {
        return switch (name) {
            case null -> Mode.ROLES;
            case "roles" -> Mode.ROLES;
            case "literal" -> Mode.LITERAL;
            default ->
                    throw Problem.of(
                                    ProblemCode.INVALID_REQUEST,
                                    "mode",
                                    "'" + name + "' is not a mode.",
                                    "One of roles, literal; without it roles.")
                            .toException();
        };
    }
}
