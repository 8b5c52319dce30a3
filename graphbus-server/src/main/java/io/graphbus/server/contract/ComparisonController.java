package io.graphbus.server.contract;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.Agreement;
import io.graphbus.diff.ContractDiff;
import io.graphbus.server.web.Expected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Compares registered contracts. Keeps nothing. */
@RestController
@RequestMapping(path = "/api/v1/contracts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contracts")
class ComparisonController {

    private static final Expected EXPECTED =
            new Expected("Name an agent, and versions like 1.0.0.");

    private final ContractLookup contracts;

    ComparisonController(ContractLookup contracts) {
        this.contracts = contracts;
    }

    @PostMapping(path = "/diff", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "diffContracts",
            summary = "What has changed between two versions",
            description =
                    "Every change with whom it breaks, a value that shows it, and how far the"
                            + " version must rise.")
    DiffView diff(@RequestBody DiffRequest request) {
        String agent = EXPECTED.present("agent", request.agent());
        AgentContract from = contracts.contract(agent, EXPECTED.present("from", request.from()));
        AgentContract to = contracts.contract(agent, EXPECTED.present("to", request.to()));
        return DiffView.from(ContractDiff.between(from.document(), to.document()));
    }

    @PostMapping(path = "/validate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "validateContracts",
            summary = "Whether agents understand each other",
            description =
                    "What an agent and another one, or every other one that is registered, give"
                            + " each other, and whether it is understood. Of an agent without a"
                            + " version the newest contract counts.")
    ValidateView validate(@RequestBody ValidateRequest request) {
        AgentContract own =
                contracts.contract(EXPECTED.present("agent", request.agent()), request.version());
        List<Agreement> agreements =
                others(own, request)
                        .flatMap(other -> Agreement.between(own, other).stream())
                        .toList();
        return ValidateView.from(own, agreements);
    }

    /** An agent may be its own neighbour, in the same version. */
    private Stream<AgentContract> others(AgentContract own, ValidateRequest request) {
        return request.other() == null
                ? contracts.newest().stream().map(c -> c.agent().equals(own.agent()) ? own : c)
                : Stream.of(contracts.contract(request.other(), request.otherVersion()));
    }
}
