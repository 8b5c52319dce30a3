package io.graphbus.server.event.stream;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.server.event.EventFilter;
import io.graphbus.server.graph.LiveGraph;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Streams events to a client for as long as it stays, on the request's own virtual thread. */
@Tag(name = "Events")
@RestController
class StreamController {

    private static final Logger log = LoggerFactory.getLogger(StreamController.class);

    private final LiveGraph live;
    private final EventStream stream;
    private final StreamProperties properties;
    private final JsonMapper json;

    StreamController(
            LiveGraph live, EventStream stream, StreamProperties properties, JsonMapper json) {
        this.live = live;
        this.stream = stream;
        this.properties = properties;
        this.json = json;
    }

    @Operation(
            operationId = "streamEvents",
            summary = "Live events",
            description =
                    "Server-sent events, one per published event, in the form of GET"
                            + " /api/v1/events. A client that comes back with Last-Event-ID gets"
                            + " what it missed out of the history; one that reads too slowly gets"
                            + " an event named dropped and is disconnected.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples =
                                    @ExampleObject(
                                            "id: n1-42\n"
                                                    + "data:"
                                                    + " {\"id\":\"n1-42\",\"topic\":\"/Hello/MessageGenerated\"}\n\n")))
    @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @Parameter(description = "A topic or pattern", example = "/Hello/**")
                    @RequestParam(required = false)
                    @Nullable String topic,
            @Parameter(
                            description = "Published or handled by this agent",
                            example = "LoggerService")
                    @RequestParam(required = false)
                    @Nullable String agent,
            @Parameter(description = "The last event the client has seen")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable String lastEventId,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        if (method.equals(HttpMethod.HEAD)) {
            return;
        }
        StreamClient client = stream.join(EventFilter.of(topic, agent));
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            client.write(
                    response.getOutputStream(), missed(lastEventId), properties.heartbeat(), json);
        } catch (InterruptedException e) {
            log.debug("A stream was closed");
        } finally {
            stream.leave(client);
        }
    }

    /** Oldest first. */
    private List<Frame> missed(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return List.of();
        }
        GraphBus bus = live.bus();
        int all = Math.max(bus.options().historySize(), 1);
        return bus.history(new HistoryQuery(all, null, null, lastEventId)).reversed().stream()
                .map(entry -> new Frame(bus, entry.event(), entry.deliveries()))
                .toList();
    }
}
