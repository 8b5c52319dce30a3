package io.graphbus.server.event.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a replay of history means. */
@Schema(name = "EventReplay")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RerunView(boolean dryRun, long events, @Nullable String run) {}
