package io.graphbus.server.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.Expected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers contracts that no build and no application brings. */
@RestController
@RequestMapping(path = "/api/v1/contracts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contracts")
class RegistryController {

    private static final Expected EXPECTED =
            new Expected("Send {\"agent\": name, \"version\": \"1.0.0\", \"document\": contract}.");

    private final ContractRegistry registry;
    private final ContractLookup contracts;
    private final JsonMapper json;

    RegistryController(ContractRegistry registry, ContractLookup contracts, JsonMapper json) {
        this.registry = registry;
        this.contracts = contracts;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "registerContract",
            summary = "Register a version of an agent's contract",
            description =
                    "The same again changes nothing. A beta or stable version never changes (409"
                            + " CONTRACT_CONFLICT) and has to be as high as its changes need (409"
                            + " CONTRACT_VERSION_TOO_LOW), a draft is replaced.")
    @ApiResponse(responseCode = "200", description = "Registered before, with the same content")
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")))
    ResponseEntity<ContractView> register(@RequestBody RegisterRequest request) {
        AgentContract contract = contract(request);
        boolean news = !registered(contract).isEmpty();
        ContractView view =
                ContractView.from(
                        contracts.find(contract.agent(), contract.version().text()), json);
        return news ? ResponseEntity.created(place(contract)).body(view) : ResponseEntity.ok(view);
    }

    private static URI place(AgentContract contract) {
        return URI.create(
                "/api/v1/contracts/"
                        + UriUtils.encodePathSegment(contract.agent(), StandardCharsets.UTF_8)
                        + "/"
                        + UriUtils.encodePathSegment(
                                contract.version().text(), StandardCharsets.UTF_8));
    }

    private List<?> registered(AgentContract contract) {
        try {
            return registry.register(List.of(contract));
        } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
            throw Problem.of(
                            ProblemCode.CONFLICT,
                            contract.agent() + "@" + contract.version(),
                            "This version is being registered by somebody else.",
                            "Send it again.")
                    .toException(e);
        }
    }

    private static AgentContract contract(RegisterRequest request) {
        String agent = EXPECTED.present("agent", request.agent());
        String version = EXPECTED.present("version", request.version());
        JsonNode document = EXPECTED.present("document", request.document());
        Stability stability = Optional.ofNullable(request.stability()).orElse(Stability.STABLE);
        return AgentContract.written(agent, EXPECTED.version(version), stability, document);
    }
}
