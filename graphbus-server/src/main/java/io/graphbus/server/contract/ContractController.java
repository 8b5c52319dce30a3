package io.graphbus.server.contract;

import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The registered contracts, for reading. */
@RestController
@RequestMapping(path = "/api/v1/contracts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contracts")
class ContractController {

    private final ContractRepository contracts;
    private final ContractLookup lookup;
    private final JsonMapper json;

    ContractController(ContractRepository contracts, ContractLookup lookup, JsonMapper json) {
        this.contracts = contracts;
        this.lookup = lookup;
        this.json = json;
    }

    @GetMapping
    @Operation(
            operationId = "listContracts",
            summary = "Contracts",
            description = "By agent, each agent's in the order of registration.")
    Page<ContractView> list(
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Place after = cursor == null ? new Place(0, "") : Place.from(Cursor.decode(cursor));
        List<ContractEntity> found =
                agent == null
                        ? after(after, limit + 1)
                        : contracts.findByAgentAndIdGreaterThanOrderByAgentAscIdAsc(
                                agent, after.id(), Limit.of(limit + 1));
        return Page.cut(found, entity -> Place.of(entity).key(), limit)
                .map(entity -> ContractView.from(entity.toContract(), json));
    }

    /**
     * The rest of one agent's, then those of the next: each of the two begins at a place in the
     * index, which one query for both does not on every database.
     */
    private List<ContractEntity> after(Place place, int most) {
        List<ContractEntity> found =
                new ArrayList<>(
                        contracts.findByAgentAndIdGreaterThanOrderByAgentAscIdAsc(
                                place.agent(), place.id(), Limit.of(most)));
        if (found.size() < most) {
            found.addAll(
                    contracts.findByAgentGreaterThanOrderByAgentAscIdAsc(
                            place.agent(), Limit.of(most - found.size())));
        }
        return found;
    }

    @GetMapping("/{agent}/{version}")
    @Operation(
            operationId = "showContract",
            summary = "One version of an agent's contract",
            description =
                    "The document holds methods, publications and subscriptions with their"
                            + " schemas.")
    ContractView show(@PathVariable String agent, @PathVariable String version) {
        return ContractView.from(lookup.find(agent, version), json);
    }

    /** Where a page ended. */
    private record Place(long id, String agent) {

        static Place of(ContractEntity entity) {
            return new Place(entity.number(), entity.toContract().agent());
        }

        static Place from(String key) {
            int colon = key.indexOf(':');
            if (colon < 1 || !key.substring(0, colon).matches("[0-9]{1,18}")) {
                throw Cursor.unknown().toException();
            }
            return new Place(Long.parseLong(key.substring(0, colon)), key.substring(colon + 1));
        }

        String key() {
            return id + ":" + agent;
        }
    }
}
