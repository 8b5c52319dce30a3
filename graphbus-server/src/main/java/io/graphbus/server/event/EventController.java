package io.graphbus.server.event;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks back at events. */
@Tag(name = "Events", description = "Publishing, history and the live stream")
@RestController
@RequestMapping(path = "/api/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
class EventController {

    private final LiveGraph live;

    EventController(LiveGraph live) {
        this.live = live;
    }

    @Operation(summary = "Past events", description = "Newest first, as far as the history goes.")
    @GetMapping
    Page<EventView> events(
            @Parameter(description = "A topic or pattern", example = "/Hello/**")
                    @RequestParam(required = false)
                    @Nullable String topic,
            @Parameter(
                            description = "Published or handled by this agent",
                            example = "LoggerService")
                    @RequestParam(required = false)
                    @Nullable String agent,
            @Parameter(description = "Only events after this one (its id)")
                    @RequestParam(required = false)
                    @Nullable String since,
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        GraphBus bus = live.bus();
        EventFilter filter = EventFilter.of(topic, agent);
        String before = cursor == null ? null : Cursor.decode(cursor);
        List<HistoryEntry> rest =
                bus.history(new HistoryQuery(limit + 1, filter.pattern(), agent, since, before));
        return Page.cut(rest, entry -> entry.event().id(), limit)
                .map(entry -> EventView.of(bus, entry));
    }

    @Operation(summary = "One event", description = "With what became of it at each subscription.")
    @GetMapping("/{id}")
    EventView event(@PathVariable String id) {
        GraphBus bus = live.bus();
        return bus.event(id).map(entry -> EventView.of(bus, entry)).orElseThrow(() -> unknown(id));
    }

    private static RuntimeException unknown(String id) {
        return Problem.of(
                        ProblemCode.UNKNOWN_EVENT,
                        id,
                        "There is no event " + id + " in the history.",
                        "The history keeps the newest events only; see GET /api/v1/events.")
                .toException();
    }
}
