package io.graphbus.server.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.migration.state.MigrationRun;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run of a migration stands, as the API shows it. */
@Schema(name = "MigrationRun")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        String id,
        String agent,
        String migration,
        String from,
        String to,
        @Schema(
                        allowableValues = {
                            "PENDING",
                            "RUNNING",
                            "APPLIED",
                            "FAILED",
                            "ROLLED_BACK",
                            "SUPERSEDED",
                            "CHANGED"
                        })
                String status,
        @Nullable Instant at,
        String by,
        long durationMs,
        int states,
        String note) {

    static RunView from(MigrationRun run) {
        return new RunView(
                run.id(),
                run.agent(),
                run.migration(),
                run.from(),
                run.to(),
                run.word(),
                run.at(),
                run.by(),
                run.durationMs(),
                run.count(),
                run.isChanged() ? run.changed() : run.explanation());
    }

    /** Runs in their order. */
    @Schema(name = "MigrationRuns")
    record Runs(List<RunView> items) {

        static Runs from(List<MigrationRun> runs) {
            return new Runs(runs.stream().map(RunView::from).toList());
        }
    }
}
