package io.graphbus.server.contract.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which registered version to look at; the newest where none is named. */
@Schema(name = "ContractImpactRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImpactRequest(String agent, @Nullable String version) {}
