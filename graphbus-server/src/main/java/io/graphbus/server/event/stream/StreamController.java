package io.graphbus.server.event.stream;

import io.graphbus.server.event.EventFilter;
import io.graphbus.server.event.stream.StreamClient.Wish;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Admission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams events to a client for as long as it stays; no thread waits for it. */
@Tag(name = "Events", description = "Publishing, history and the live stream")
@RestController
class StreamController {

    private static final String EXAMPLE =
            "id: n1-42\ndata: {\"id\":\"n1-42\",\"topic\":\"/Hello/MessageGenerated\"}\n\n";

    private final LiveGraph live;
    private final EventStream stream;
    private final FrameWriter writer;

    StreamController(LiveGraph live, EventStream stream, FrameWriter writer) {
        this.live = live;
        this.stream = stream;
        this.writer = writer;
    }

    @Operation(
            operationId = "streamEvents",
            summary = "Live events",
            description =
                    "Server-sent events, one per published event, in the form of GET"
                            + " /api/v1/events or as CloudEvents. A client that comes back with"
                            + " Last-Event-ID gets what it missed out of the history, and first an"
                            + " event named gap when the history does not reach back so far. One"
                            + " that falls too far behind gets an event named dropped; one whose"
                            + " credentials end, or that is there when the server stops, an event"
                            + " named closed; then the stream ends.",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "lastEventId",
                        description = "The header Last-Event-ID for those who cannot send headers",
                        example = "n1-42",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "format",
                        description =
                                "How events are written; a parameter of the accepted type says the"
                                        + " same, as in text/event-stream;format=cloudevents",
                        example = "cloudevents",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"graphbus", "cloudevents"},
                                        defaultValue = "graphbus"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(EXAMPLE)))
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
            @Parameter(description = "The last event the client has seen", example = "n1-42")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wish = new Wish(EventFilter.of(topic, agent), Format.of(format(request)));
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        StreamClient client = stream.join(wish, Admission.of(request));
        boolean open = false;
        try {
            String last = lastEventId == null ? request.getParameter("lastEventId") : lastEventId;
            client.begin(Replay.since(last, live.bus(), writer));
            open(client, request, response);
            open = true;
        } finally {
            if (!open) {
                stream.forget(client);
            }
        }
    }

    private void open(StreamClient client, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        var sink = new ServletSink(context, response.getOutputStream());
        var listener = new StreamListener(client, sink, stream);
        context.addListener(listener);
        response.getOutputStream().setWriteListener(listener);
    }

    private static @Nullable String format(HttpServletRequest request) {
        String asked = request.getParameter("format");
        if (asked != null) {
            return asked;
        }
        return MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                .stream()
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .map(type -> type.getParameter("format"))
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }
}
