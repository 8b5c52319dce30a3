package io.graphbus.server.contract.impact;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.ImpactAnalysis;
import io.graphbus.server.contract.ContractLookup;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Expected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a registered version of an agent would do to the graph that runs. Keeps nothing. */
@RestController
@RequestMapping(path = "/api/v1/contracts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contracts")
class ImpactController {

    private static final Expected EXPECTED =
            new Expected("Send {\"agent\": name, \"version\": 1.0.0}.");

    private final ContractLookup contracts;
    private final LiveGraph live;
    private final LiveUpgrades upgrades;

    ImpactController(ContractLookup contracts, LiveGraph live, LiveUpgrades upgrades) {
        this.contracts = contracts;
        this.live = live;
        this.upgrades = upgrades;
    }

    @PostMapping(path = "/impact", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "showContractImpact",
            summary = "Who is hit by another version of an agent",
            description =
                    "A verdict for every edge that the agent has in the graph that runs, with a value"
                            + " that breaks it, and every agent that is hit, with the shortest way"
                            + " there.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(implementation = ImpactRequest.class))))
    ImpactView impact(@RequestBody ImpactRequest request) {
        String agent = EXPECTED.present("agent", request.agent());
        AgentContract changed = contracts.contract(agent, request.version());
        return ImpactView.from(ImpactAnalysis.of(live.bus().graph(), changed, upgrades.now()));
    }
}
