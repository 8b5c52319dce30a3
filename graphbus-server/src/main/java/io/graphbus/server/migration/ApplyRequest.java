package io.graphbus.server.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose state to bring to which version. */
@Schema(name = "MigrationApplyRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApplyRequest(
        @Nullable String agent,
        @Nullable String version,
        @Nullable List<@Nullable String> agents,
        @Nullable Boolean dryRun) {

    List<String> all() {
        List<String> all = new ArrayList<>(Stream.ofNullable(agent).toList());
        for (String more : agents == null ? List.<@Nullable String>of() : agents) {
            if (more == null) {
                throw Problem.of(
                                ProblemCode.INVALID_REQUEST,
                                "agents",
                                "The name of an agent is missing.",
                                "Name agents in agents, or leave it out for all.")
                        .toException();
            }
            all.add(more);
        }
        return all.stream().distinct().toList();
    }
}
