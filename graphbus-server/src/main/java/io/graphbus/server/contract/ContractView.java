package io.graphbus.server.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.store.ContractStore.StoredContract;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A contract as the API shows it.
 *
 * @param document the contract itself: methods, publications and subscriptions with their schemas
 */
@Schema(name = "Contract")
record ContractView(
        String agent,
        String version,
        Stability stability,
        String hash,
        Instant registeredAt,
        JsonNode document) {

    static ContractView from(StoredContract contract, JsonMapper json) {
        return new ContractView(
                contract.agent(),
                contract.version().text(),
                contract.stability(),
                contract.hash(),
                contract.registeredAt(),
                json.readTree(contract.document()));
    }
}
