package io.graphbus.cli.deadletter;

import io.graphbus.cli.system.ServerClient;
import io.graphbus.durable.letter.Replay;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which letters something is done with: some by their ids, those of a filter, or all. */
final class MeantOptions {

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Of letters, as list tells them; instead of a filter.")
    private List<String> ids = new ArrayList<>();

    @Mixin private FilterOptions filter = new FilterOptions();

    @Option(names = "--all", description = "All letters; instead of ids or a filter.")
    private boolean all;

    /** Exactly one of the three must be said. */
    void check(String doing) {
        int ways = (ids.isEmpty() ? 0 : 1) + (filter.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (ways != 1) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "dlq " + doing,
                            ways == 0
                                    ? "It is not said which letters are meant"
                                    : "Either ids, or a filter, or all letters are meant",
                            "Name ids, or filter by --agent, --topic, --reason and so on, or say"
                                    + " --all.")
                    .toException();
        }
    }

    /** As part of a body. */
    Map<String, Object> wish() {
        Map<String, Object> wish = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            wish.put("filter", filter.members());
        } else {
            wish.put("ids", ids);
        }
        return wish;
    }

    /** For a graph that does not run. */
    Replay replay(@Nullable String version) {
        Replay wish = ids.isEmpty() ? Replay.of(filter.filter()) : Replay.of(ids);
        return wish.migrateTo(version);
    }

    /** As part of an address. */
    String query() {
        return all
                ? "&all=true"
                : ids.stream()
                                .map(id -> "&id=" + ServerClient.encode(id))
                                .collect(Collectors.joining())
                        + filter.query();
    }

    /** For people. */
    String words() {
        if (all) {
            return "all dead letters";
        }
        return ids.isEmpty()
                ? "the dead letters with " + filter.words()
                : ids.size() == 1 ? "the dead letter " + ids.getFirst() : ids.size() + " letters";
    }
}
