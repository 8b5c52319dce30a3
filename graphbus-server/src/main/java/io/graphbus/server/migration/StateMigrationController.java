package io.graphbus.server.migration;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
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

    private final ServerMigrations migrations;

    StateMigrationController(ServerMigrations migrations) {
        this.migrations = migrations;
    }

    @GetMapping("/plan")
    @Operation(
            operationId = "planMigration",
            summary = "The way of a state to a version",
            description = "By which registered migrations a kept state gets there, what is lost.")
    PlanView plan(@RequestParam String agent, @RequestParam String version) {
        return PlanView.of(agent, migrations.plan(agent, version(version)).steps());
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
            summary = "Bring a kept state to a version",
            description =
                    "All of the way or none of it, in one transaction. Not while the agent runs"
                            + " (409 CONFLICT). With dryRun all is worked out and nothing kept.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ApplyRequest.class))))
    RunView.Runs apply(@RequestBody ApplyRequest request, Principal caller) {
        String agent = required("agent", request.agent());
        Version version = version(required("version", request.version()));
        return RunView.Runs.from(
                Boolean.TRUE.equals(request.dryRun())
                        ? migrations.rehearse(agent, version)
                        : migrations.apply(agent, version, caller.getName()));
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

    private static Version version(String text) {
        if (!Version.isValid(text)) {
            throw invalid("version", text + " is not a semantic version.").toException();
        }
        return Version.of(text);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(name, name + " is missing.").toException();
        }
        return value;
    }

    private static Problem invalid(String name, String message) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                name,
                message,
                "Name an agent with agent=, and a version like version=1.0.0.");
    }
}
