package io.graphbus.server.event.stored;

import io.graphbus.GraphBus;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.StoredEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Looks at what an event log keeps, and has it delivered once more. */
@RestController
@RequestMapping(path = "/api/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Events")
class StoredEventController {

    private final LiveGraph live;

    StoredEventController(LiveGraph live) {
        this.live = live;
    }

    @GetMapping("/log")
    @Operation(
            operationId = "listStoredEvents",
            summary = "Events of durable topics",
            description = "All that the event log keeps, by position, the newest first.")
    Page<StoredEventView> list(
            @ParameterObject StoredFilter filter,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        long before = cursor == null ? Long.MAX_VALUE : position(Cursor.decode(cursor));
        List<StoredEvent> rest = log(live.bus()).search(filter.query(before, limit + 1));
        return Page.cut(rest, event -> String.valueOf(event.position()), limit)
                .map(StoredEventView::from);
    }

    private static long position(String key) {
        if (!key.matches("[0-9]{1,18}")) {
            throw Cursor.unknown().toException();
        }
        return Long.parseLong(key);
    }

    @PostMapping(path = "/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "replayEvents",
            summary = "Deliver kept events once more",
            description =
                    "Those of a topic or pattern, between positions or times, to one subscription,"
                            + " in the order of the log and with the ids they had. Begins, and goes"
                            + " on by itself, as long as the graph runs. With dryRun it only counts"
                            + " them.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = RerunRequest.class))))
    RerunView replay(@RequestBody JsonNode body) {
        RerunRequest request = RerunRequest.from(body);
        Rerun.Wish wish = request.wish();
        return live.use(
                bus -> {
                    Rerun rerun = bus.rerun().orElseThrow(StoredEventController::without);
                    long events = rerun.count(wish);
                    return request.isRehearsal()
                            ? new RerunView(true, events, null)
                            : new RerunView(false, events, rerun.begin(wish));
                });
    }

    @GetMapping("/verify")
    @Operation(
            operationId = "verifyEvents",
            summary = "Recount what has become of kept events",
            description =
                    "Counts the events of the log for each subscription, and whether each of them is"
                            + " completed, dead, expired, filtered, cancelled, put off or still"
                            + " ahead. What does not add up is told in a sentence.")
    AuditView verify() {
        return live.use(
                bus ->
                        AuditView.from(
                                bus.audit()
                                        .orElseThrow(StoredEventController::without)
                                        .accounts()));
    }

    private static EventLog log(GraphBus bus) {
        return bus.eventLog().orElseThrow(StoredEventController::without);
    }

    private static RuntimeException without() {
        return Problem.of(
                        ProblemCode.NO_EVENT_LOG,
                        "graphbus.durability",
                        "This graph keeps no event log.",
                        "Set graphbus.durability.mode=durable, or make single topics durable.")
                .toException();
    }
}
