package io.graphbus.server.deployment;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is live from now on. */
@Schema(name = "DeploymentRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeploymentRequest(
        @JsonAlias("to") String environment,
        String agent,
        String version,
        @Nullable Boolean release) {}
