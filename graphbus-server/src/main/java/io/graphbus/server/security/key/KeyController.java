package io.graphbus.server.security.key;

import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Makes, lists and revokes keys. */
@Tag(name = "Keys")
@RestController
@RequestMapping("/api/v1/keys")
class KeyController {

    private final ApiKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    KeyController(ApiKeys keys, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    @Operation(
            operationId = "createKey",
            summary = "Make an API key",
            description =
                    "The key is in this answer and in no other; only its hash is kept. Names are"
                            + " unique among keys that are not revoked, ignoring case. expires is a"
                            + " duration (30d, 12h, PT8H) or a time; without it the key does not"
                            + " expire.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = KeyRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"name\":\"ci\",\"role\":\"operator\","
                                                                    + "\"expires\":\"30d\"}"))))
    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CreatedKey> create(@RequestBody String body, Principal caller) {
        NewKey wanted = KeyBody.read(body, json, clock.instant());
        CreatedKey created = keys.create(wanted, caller.getName());
        return ResponseEntity.created(URI.create("/api/v1/keys/" + created.id())).body(created);
    }

    @Operation(
            operationId = "listKeys",
            summary = "API keys",
            description = "Newest first, without their secrets, revoked ones too.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<KeyView> list(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return keys.page(limit, cursor);
    }

    @Operation(
            operationId = "showKey",
            summary = "One API key",
            description = "Without its secret.")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    KeyView show(@Parameter(example = "4kX9mQ2vT7bL") @PathVariable String id) {
        return keys.show(id);
    }

    @Operation(
            operationId = "revokeKey",
            summary = "Revoke a key",
            description =
                    "At once on this server, within seconds on others that share the database. The"
                            + " key stays listed; revoking it again changes nothing.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@Parameter(example = "4kX9mQ2vT7bL") @PathVariable String id, Principal caller) {
        keys.revoke(id, caller.getName());
    }

    /** What {@link #create} reads, for its description. */
    private record KeyRequest(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
                    String name,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"viewer", "operator", "admin"})
                    String role,
            @Schema(example = "30d") @Nullable String expires) {}
}
