package io.graphbus.server.build;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build as the API shows it.
 *
 * @param id such as {@code b12}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuildView(
        String id,
        BuildStatus status,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable String artifactHash,
        Summary summary,
        List<BuildProblem> problems) {

    /** What a build produced, in numbers; all 0 for a failed one. */
    record Summary(int agents, int topics, int subscriptions, long durationMillis) {

        static final Summary NOTHING = new Summary(0, 0, 0, 0);
    }
}
