package io.graphbus.server.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be lost when a run is undone. */
@Schema(name = "MigrationRollbackRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RollbackRequest(@Nullable Boolean discard) {}
