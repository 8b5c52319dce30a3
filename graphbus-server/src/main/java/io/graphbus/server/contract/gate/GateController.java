package io.graphbus.server.contract.gate;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.Agreement.Party;
import io.graphbus.contract.deploy.DeployGate;
import io.graphbus.contract.deploy.GateQuestion;
import io.graphbus.durable.progress.StoredVersions;
import io.graphbus.server.contract.ContractLookup;
import io.graphbus.server.contract.gate.GateRequest.CandidateRequest;
import io.graphbus.server.contract.impact.LiveUpgrades;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Expected;
import io.graphbus.store.deployment.DeploymentStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether registered versions may be deployed beside what is recorded as live. Keeps nothing. */
@RestController
@RequestMapping(path = "/api/v1/contracts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contracts")
class GateController {

    private static final Expected EXPECTED =
            new Expected(
                    "Send {\"environment\": \"prod\", \"agents\": [{\"agent\": name, \"version\":"
                            + " \"1.0.0\"}]}.");

    private final ContractLookup contracts;
    private final DeploymentStore deployments;
    private final LiveGraph live;
    private final LiveUpgrades upgrades;
    private final Clock clock;

    GateController(
            ContractLookup contracts,
            DeploymentStore deployments,
            LiveGraph live,
            LiveUpgrades upgrades,
            Clock clock) {
        this.upgrades = upgrades;
        this.contracts = contracts;
        this.deployments = deployments;
        this.live = live;
        this.clock = clock;
    }

    @PostMapping(path = "/can-deploy", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "askCanDeploy",
            summary = "Whether versions of agents may be deployed",
            description =
                    "YES, NO or UNKNOWN for the versions asked for, as one state in the place of"
                            + " their live versions, with a line for each agent, peer and edge."
                            + " What is not known never counts as yes.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = GateRequest.class))))
    GateView canDeploy(@RequestBody GateRequest request) {
        String environment = EXPECTED.present("environment", request.environment());
        List<AgentContract> asked =
                candidates(request).stream()
                        .map(c -> contracts.contract(c.agent(), c.version()))
                        .toList();
        GateQuestion question =
                new GateQuestion(
                        environment,
                        asked,
                        ignored(request),
                        Boolean.TRUE.equals(request.allowIndeterminate()));
        DeployGate.Rules rules =
                new DeployGate.Rules(
                        needs(),
                        upgrades.now(),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        stored(asked));
        return GateView.from(
                new DeployGate(contracts.all(), rules)
                        .ask(question, deployments.in(question.environment())));
    }

    private static List<CandidateRequest> candidates(GateRequest request) {
        List<@Nullable CandidateRequest> agents = request.agents();
        if (agents == null && request.agent() != null) {
            return List.of(new CandidateRequest(request.agent(), request.version()));
        }
        if (agents == null || agents.isEmpty()) {
            throw EXPECTED.invalid("agents", "agents are missing.").toException();
        }
        List<CandidateRequest> candidates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CandidateRequest candidate : agents) {
            if (candidate == null || candidate.agent() == null) {
                throw EXPECTED.invalid("agents", "the name of an agent is missing.").toException();
            }
            if (!seen.add(candidate.agent())) {
                throw EXPECTED.invalid("agents", candidate.agent() + " is asked for twice.")
                        .toException();
            }
            candidates.add(candidate);
        }
        return candidates;
    }

    private static Set<String> ignored(GateRequest request) {
        List<@Nullable String> ignored = request.ignore();
        if (ignored == null) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String name : ignored) {
            if (name == null) {
                throw EXPECTED.invalid("ignore", "the name of an agent is missing.").toException();
            }
            names.add(name);
        }
        return names;
    }

    /** What is kept for each agent that it has not handled. */
    private Map<String, Set<Party>> stored(List<AgentContract> asked) {
        Map<String, Set<Party>> stored = new HashMap<>();
        live.bus()
                .eventLog()
                .ifPresent(
                        log ->
                                asked.forEach(
                                        contract ->
                                                stored.put(
                                                        contract.agent(),
                                                        StoredVersions.of(log, contract.agent()))));
        return stored;
    }

    private Map<String, Set<String>> needs() {
        Map<String, Set<String>> needs = new HashMap<>();
        live.bus()
                .graph()
                .agents()
                .forEach(agent -> needs.put(agent.name(), Set.copyOf(agent.dependencies())));
        return needs;
    }
}
