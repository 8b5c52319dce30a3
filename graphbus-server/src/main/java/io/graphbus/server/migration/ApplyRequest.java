package io.graphbus.server.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose state to bring to which version. */
@Schema(name = "MigrationApplyRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApplyRequest(
        @Nullable String agent,
        @Nullable String version,
        @Nullable List<String> agents,
        @Nullable Boolean dryRun) {

    List<String> all() {
        List<String> more = agents == null ? List.of() : agents;
        return Stream.concat(Stream.ofNullable(agent), more.stream()).distinct().toList();
    }
}
