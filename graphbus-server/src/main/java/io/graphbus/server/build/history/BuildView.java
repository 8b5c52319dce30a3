package io.graphbus.server.build.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.artifact.BuildSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build as the API shows it.
 *
 * @param id such as {@code b12}
 * @param runnable whether its artifacts are kept, so that it can be activated and downloaded
 */
@Schema(name = "Build")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BuildView(
        String id,
        BuildStatus status,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable String artifactHash,
        boolean runnable,
        Summary summary,
        List<BuildProblem> problems) {

    /** What a build produced, in numbers. */
    @Schema(name = "BuildSummary")
    public record Summary(int agents, int topics, int subscriptions, long durationMillis) {

        static Summary from(BuildSummary built) {
            return new Summary(
                    built.agents(), built.topics(), built.subscriptions(), built.durationMillis());
        }
    }
}
