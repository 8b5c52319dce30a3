package io.graphbus.server.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose state to bring to which version. */
@Schema(name = "MigrationApplyRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApplyRequest(String agent, String version, @Nullable Boolean dryRun) {}
