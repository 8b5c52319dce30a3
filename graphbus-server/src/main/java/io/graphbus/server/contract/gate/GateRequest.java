package io.graphbus.server.contract.gate;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be deployed, and where. */
@Schema(name = "CanDeployRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record GateRequest(
        @JsonAlias("to") String environment,
        @Nullable String agent,
        @Nullable String version,
        @Nullable List<@Nullable CandidateRequest> agents,
        @Nullable List<@Nullable String> ignore,
        @Nullable Boolean allowIndeterminate) {

    /** One of several. */
    @Schema(name = "DeployCandidate")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CandidateRequest(String agent, @Nullable String version) {}
}
