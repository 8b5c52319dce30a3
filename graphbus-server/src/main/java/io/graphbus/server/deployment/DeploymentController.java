package io.graphbus.server.deployment;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.deployment.DeploymentPages.Wanted;
import io.graphbus.server.web.Expected;
import io.graphbus.server.web.Page;
import io.graphbus.store.deployment.Deployment;
import io.graphbus.store.deployment.DeploymentStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeps record of what is live where. */
@RestController
@RequestMapping("/api/v1/deployments")
@Tag(name = "Deployments")
class DeploymentController {

    private static final Expected EXPECTED =
            new Expected(
                    "Send {\"environment\": \"prod\", \"agent\": name, \"version\": \"1.0.0\"}.");

    private final DeploymentStore deployments;
    private final DeploymentPages pages;
    private final Clock clock;

    DeploymentController(DeploymentStore deployments, DeploymentPages pages, Clock clock) {
        this.deployments = deployments;
        this.pages = pages;
        this.clock = clock;
    }

    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "recordDeployment",
            summary = "Record that a version of an agent is live in an environment",
            description =
                    "Instead of all its other versions, or with release beside them. The same again"
                            + " changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    DeploymentRequest.class))))
    DeploymentView record(@RequestBody DeploymentRequest request) {
        Deployment deployment =
                new Deployment(
                        EXPECTED.present("environment", request.environment()),
                        EXPECTED.present("agent", request.agent()),
                        EXPECTED.version(EXPECTED.present("version", request.version())),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (Boolean.TRUE.equals(request.release())) {
            deployments.add(deployment);
        } else {
            deployments.replace(deployment);
        }
        return deployments.in(deployment.environment()).stream()
                .filter(deployment::isSame)
                .findFirst()
                .map(DeploymentView::from)
                .orElseGet(() -> DeploymentView.from(deployment));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listDeployments",
            summary = "What is live where",
            description = "By environment and agent, each agent's in the order of recording.")
    Page<DeploymentView> list(
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return pages.page(new Wanted(environment, agent), limit, cursor);
    }

    @DeleteMapping("/{environment}/{agent}/{version}")
    @Operation(
            operationId = "removeDeployment",
            summary = "Record that a version is not live any more",
            description = "What is not recorded as live is 404.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String environment,
            @PathVariable String agent,
            @PathVariable String version) {
        if (!deployments.remove(environment, agent, EXPECTED.version(version))) {
            String name = agent + "@" + version;
            List<String> live =
                    deployments.in(environment).stream()
                            .map(d -> d.agent() + "@" + d.version())
                            .toList();
            throw Problem.of(
                            ProblemCode.NOT_FOUND,
                            name,
                            name + " is not recorded as live in " + environment + ".",
                            live.isEmpty()
                                    ? "GET /api/v1/deployments lists what is live where."
                                    : Nearest.hint(name, "live versions", live))
                    .toException();
        }
    }
}
