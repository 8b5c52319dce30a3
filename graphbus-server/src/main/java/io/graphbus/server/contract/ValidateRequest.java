package io.graphbus.server.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which agents to compare; the newest versions where none is named. */
@Schema(name = "ContractValidateRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ValidateRequest(
        String agent,
        @Nullable String version,
        @Nullable String other,
        @Nullable String otherVersion) {}
