package io.graphbus.server.event;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.durable.letter.KeptEvent;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.event.cloud.CloudEventWriter;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Looks back at events, in our own JSON or as CloudEvents. */
@Tag(name = "Events", description = "Publishing, history and the live stream")
@RestController
@RequestMapping("/api/v1/events")
class EventController {

    private final LiveGraph live;
    private final CloudEventWriter cloudEvents;
    private final HttpServletRequest request;

    /**
     * Made by Spring.
     *
     * @param request stands for the current one
     */
    EventController(LiveGraph live, CloudEventWriter cloudEvents, HttpServletRequest request) {
        this.live = live;
        this.cloudEvents = cloudEvents;
        this.request = request;
    }

    @Operation(
            operationId = "listEvents",
            summary = "Past events",
            description =
                    "Newest first, as far as the history goes. As a batch of CloudEvents when that"
                            + " is accepted; the next page is then in the header Link.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of events",
            headers =
                    @Header(
                            name = HttpHeaders.LINK,
                            description = "The next page, rel=next; only of CloudEvents",
                            schema = @Schema(type = "string")),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = EventView.Events.class),
                        examples = @ExampleObject("{\"items\":[" + Examples.OWN + "]}")),
                @Content(
                        mediaType = Examples.BATCH_TYPE,
                        schema = @Schema(implementation = CloudEventShape[].class),
                        examples = @ExampleObject("[" + Examples.EVENT + "]"))
            })
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, Examples.BATCH_TYPE})
    ResponseEntity<?> events(
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
            @Parameter(description = "How many at most")
                    @RequestParam(defaultValue = Page.DEFAULT)
                    @Min(1)
                    @Max(Page.MAX)
                    int limit,
            @Parameter(description = "nextCursor of the page before")
                    @RequestParam(required = false)
                    @Nullable String cursor) {
        GraphBus bus = live.bus();
        EventFilter filter = EventFilter.of(topic, agent);
        String before = cursor == null ? null : Cursor.decode(cursor);
        List<HistoryEntry> rest =
                bus.history(new HistoryQuery(limit + 1, filter.pattern(), agent, since, before));
        Page<HistoryEntry> page = Page.cut(rest, entry -> entry.event().id(), limit);
        return Accepted.prefers(request, Examples.BATCH_TYPE)
                ? batch(bus, page)
                : json(page.map(entry -> EventView.of(bus, entry)));
    }

    @Operation(
            operationId = "showEvent",
            summary = "One event",
            description =
                    "With what became of it at each subscription, while the history has it; or as a"
                            + " CloudEvent when that is accepted. One of a durable topic is found"
                            + " as long as the event log keeps it.")
    @ApiResponse(
            responseCode = "200",
            description = "The event",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = EventView.class),
                        examples = @ExampleObject(Examples.OWN)),
                @Content(
                        mediaType = Examples.EVENT_TYPE,
                        schema = @Schema(implementation = CloudEventShape.class),
                        examples = @ExampleObject(Examples.EVENT))
            })
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, Examples.EVENT_TYPE})
    ResponseEntity<?> event(
            @Parameter(description = "The event's id", example = "n1-42") @PathVariable String id)
            throws HttpMediaTypeNotAcceptableException {
        if (id.equals("stream")) { // no id looks like this
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.TEXT_EVENT_STREAM));
        }
        GraphBus bus = live.bus();
        HistoryEntry entry = bus.event(id).or(() -> kept(bus, id)).orElseThrow(() -> unknown(id));
        return Accepted.prefers(request, Examples.EVENT_TYPE)
                ? text(Examples.EVENT_TYPE).body(bytes(cloudEvents.write(bus, entry.event())))
                : json(EventView.of(bus, entry));
    }

    /** One that has left the history, or was published elsewhere. */
    private static Optional<HistoryEntry> kept(GraphBus bus, String id) {
        return bus.eventLog()
                .flatMap(log -> log.find(id))
                .map(event -> new HistoryEntry(new KeptEvent(event.data()), List.of()));
    }

    private ResponseEntity<?> batch(GraphBus bus, Page<HistoryEntry> page) {
        ResponseEntity.BodyBuilder response = text(Examples.BATCH_TYPE);
        if (page.nextCursor() != null) {
            String next =
                    ServletUriComponentsBuilder.fromRequest(request)
                            .replaceQueryParam("cursor", page.nextCursor())
                            .toUriString();
            response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        List<Event> events = page.items().stream().map(HistoryEntry::event).toList();
        return response.body(bytes(cloudEvents.write(bus, events)));
    }

    private static ResponseEntity<?> json(Object body) {
        return text(MediaType.APPLICATION_JSON_VALUE).body(body);
    }

    private static ResponseEntity.BodyBuilder text(String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .varyBy(HttpHeaders.ACCEPT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RuntimeException unknown(String id) {
        return Problem.of(
                        ProblemCode.UNKNOWN_EVENT,
                        id,
                        "There is no event " + id + " in the history.",
                        "The history keeps the newest events only, an event log those of durable"
                                + " topics; see GET /api/v1/events and /api/v1/events/log.")
                .toException();
    }
}
