package io.graphbus.server.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.durable.letter.Replay;
import io.graphbus.server.web.Expected;
import io.graphbus.server.web.StrictBody;
import io.graphbus.store.log.DeadLetters.Filter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which letters are to be delivered once more, and how. */
@Schema(name = "DeadLetterReplayRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayRequest(
        @Nullable FilterRequest filter,
        @Nullable List<@Nullable String> ids,
        @Nullable String migrateTo,
        @Nullable Boolean dryRun,
        @Nullable Double rate) {

    private static final Expected EXPECTED =
            new Expected(
                    "Send {\"ids\": [\"…\"]} or {\"filter\": {\"agent\": \"…\"}}; an empty filter"
                            + " means all letters.");

    /**
     * A body whose every member is known: a filter or dryRun that was misspelt must not replay more
     * than was meant.
     */
    static ReplayRequest from(JsonNode body) {
        return StrictBody.read(body, ReplayRequest.class);
    }

    boolean isRehearsal() {
        return Boolean.TRUE.equals(dryRun);
    }

    Replay wish() {
        if ((filter == null) == (ids == null)) {
            String both = filter == null ? "missing" : "both there";
            throw EXPECTED.invalid("filter", "ids and filter are " + both + ".").toException();
        }
        double pace = rate == null ? 0 : rate;
        if (rate != null && pace == 0) {
            throw new Expected("Leave it out for as fast as can be.")
                    .invalid("rate", "A rate of 0 replays nothing.")
                    .toException();
        }
        return filter == null
                ? new Replay(Filter.ALL, named(ids), migrateTo, pace)
                : new Replay(filter.filter(), List.of(), migrateTo, pace);
    }

    private static List<String> named(@Nullable List<@Nullable String> ids) {
        List<String> named = new ArrayList<>();
        for (String id : ids == null ? List.<@Nullable String>of() : ids) {
            if (id == null) {
                throw EXPECTED.invalid("ids", "an id is missing.").toException();
            }
            named.add(id);
        }
        if (named.isEmpty()) {
            throw EXPECTED.invalid("ids", "no letter is named.").toException();
        }
        return named;
    }
}
