package io.graphbus.server.migration;

import io.graphbus.server.migration.RegisteredMigrations.Registered;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers migrations and lists them. */
@RestController
@RequestMapping(path = "/api/v1/migrations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Migrations")
class MigrationController {

    private final RegisteredMigrations registered;
    private final ServerMigrations migrations;

    MigrationController(RegisteredMigrations registered, ServerMigrations migrations) {
        this.registered = registered;
        this.migrations = migrations;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "registerMigration",
            summary = "Register a migration",
            description =
                    "The same again changes nothing; another content for the same agent, subject and"
                            + " versions is refused with the difference (409 CONFLICT).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Document.class))))
    @ApiResponse(responseCode = "200", description = "Registered before, with the same content")
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")))
    ResponseEntity<MigrationView> register(@RequestBody JsonNode document, Principal caller) {
        Registered kept = migrations.register(document, caller.getName());
        MigrationView view = MigrationView.from(kept.migration());
        return kept.news()
                ? ResponseEntity.created(URI.create("/api/v1/migrations?agent=" + view.agent()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @GetMapping
    @Operation(
            operationId = "listMigrations",
            summary = "Migrations",
            description = "In the order of registration.")
    Page<MigrationView> list(
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        long after = cursor == null ? 0 : id(Cursor.decode(cursor));
        List<MigrationEntity> found = registered.after(after, agent, limit + 1);
        return Page.cut(found, entity -> String.valueOf(entity.number()), limit)
                .map(MigrationView::from);
    }

    /** The id of a payload's migration has slashes, which a path cannot have. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "forgetMigration",
            summary = "Forget a migration",
            description =
                    "So that another one can take its place. Not one that has been applied to a"
                            + " state and not rolled back (409 CONFLICT).")
    void forget(
            @Parameter(
                            description = "As the list has it",
                            example = "Orders:payload:/order/created:1.0.0:2.0.0")
                    @RequestParam
                    String id) {
        migrations.remove(id);
    }

    private static long id(String key) {
        if (!key.matches("[0-9]{1,18}")) {
            throw Cursor.unknown().toException();
        }
        return Long.parseLong(key);
    }

    /** What {@link #register} reads, for its description. */
    @Schema(name = "MigrationDocument")
    private record Document(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", maximum = "1")
                    int formatVersion,
            @Nullable String description,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String agent,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String subject,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String from,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String to,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<JsonNode> operations,
            @Nullable List<String> dependsOn,
            @Nullable JsonNode loss) {}
}
