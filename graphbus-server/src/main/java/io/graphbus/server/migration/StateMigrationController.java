package io.graphbus.server.migration;

import io.graphbus.schema.Version;
import io.graphbus.server.web.Expected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Brings kept states to other versions and back, and tells how that went. */
@RestController
@RequestMapping(path = "/api/v1/migrations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Migrations")
class StateMigrationController {

    private static final Expected EXPECTED =
            new Expected("Name an agent, and a version like 1.0.0; or neither for all.");

    private final ServerMigrations migrations;

    StateMigrationController(ServerMigrations migrations) {
        this.migrations = migrations;
    }

    @GetMapping("/plan")
    @Operation(
            operationId = "planMigration",
            summary = "The way of states to other versions",
            description =
                    "By which registered migrations kept states get there, in which order, and what"
                            + " is lost. Without an agent those of all that do not run; without a"
                            + " version to the highest that a migration leads to.")
    PlanView plan(
            @RequestParam(required = false) @Nullable List<String> agent,
            @RequestParam(required = false) @Nullable String version) {
        List<String> agents = agent == null ? List.of() : agent;
        return PlanView.of(migrations.plan(agents, version(agents, version)));
    }

    @GetMapping("/status")
    @Operation(
            operationId = "showMigrationStatus",
            summary = "What has been done",
            description =
                    "Every run in the order in which they began, then the registered migrations of"
                            + " states that have had none.")
    RunView.Runs status(@RequestParam(required = false) @Nullable String agent) {
        return RunView.Runs.from(
                migrations.status().stream()
                        .filter(run -> agent == null || agent.equals(run.agent()))
                        .toList());
    }

    @PostMapping(path = "/apply", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "applyMigrations",
            summary = "Bring kept states to other versions",
            description =
                    "As planned: all of the way or none of it, in one transaction. Not while the"
                            + " agent runs (409 CONFLICT); without an agent those of all that do"
                            + " not run. With dryRun all is worked out and nothing kept.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ApplyRequest.class))))
    RunView.Runs apply(@RequestBody ApplyRequest request, Principal caller) {
        List<String> agents = request.all();
        Version version = version(agents, request.version());
        return RunView.Runs.from(
                Boolean.TRUE.equals(request.dryRun())
                        ? migrations.rehearse(agents, version)
                        : migrations.apply(agents, version, caller.getName()));
    }

    @PostMapping("/{id}/rollback")
    @Operation(
            operationId = "rollBackMigration",
            summary = "Give a state back as it was before a run",
            description =
                    "And so before all that followed it. What the agent has done with it since is"
                            + " lost only with discard. Not while the agent runs (409 CONFLICT).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    RollbackRequest.class))))
    RunView.Runs rollback(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable RollbackRequest request,
            Principal caller) {
        boolean discard =
                Optional.ofNullable(request).map(RollbackRequest::discard).orElse(Boolean.FALSE);
        return RunView.Runs.from(migrations.rollback(id, caller.getName(), discard));
    }

    @PostMapping(path = "/{id}/repair", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "repairMigration",
            summary = "Accept what has changed",
            description =
                    "A run whose migration or record is not what it was (CHANGED) counts again; the"
                            + " history keeps why.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(implementation = RepairRequest.class))))
    RunView.Runs repair(
            @PathVariable String id, @RequestBody RepairRequest request, Principal caller) {
        String reason = Optional.ofNullable(request.reason()).orElse("");
        return RunView.Runs.from(migrations.repair(id, reason, caller.getName()));
    }

    @PostMapping("/validate")
    @Operation(
            operationId = "validateMigrations",
            summary = "Try the registered migrations",
            description =
                    "Those of states on what is kept, others on values made from the registered"
                            + " contracts.")
    ValidationView validate() {
        return migrations.validate();
    }

    private static @Nullable Version version(List<String> agents, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (agents.size() != 1) {
            throw EXPECTED.invalid(
                            "agent",
                            "A version is of one agent, and " + agents.size() + " are named.")
                    .toException();
        }
        return EXPECTED.version(text);
    }
}
