package io.graphbus.server.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.agent.Contract.Stability;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A contract to register. */
@Schema(name = "ContractRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RegisterRequest(
        String agent, String version, @Nullable Stability stability, JsonNode document) {}
