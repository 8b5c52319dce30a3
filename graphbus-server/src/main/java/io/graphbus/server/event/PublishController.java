package io.graphbus.server.event;

import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.server.event.cloud.CloudEventProperties;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Publishes events that come over HTTP. */
@Tag(name = "Events", description = "Publishing, history and the live stream")
@RestController
class PublishController {

    static final String PATH = "/api/v1/events";

    private final LiveGraph live;
    private final CloudEventProperties properties;

    PublishController(LiveGraph live, CloudEventProperties properties) {
        this.live = live;
        this.properties = properties;
    }

    @Operation(
            operationId = "publishEvents",
            summary = "Publish an event, or a batch of them",
            description =
                    "Answers with the event's id and how many subscriptions it was offered to; a"
                            + " topic that nobody knows has none. Takes CloudEvents 1.0 too: in"
                            + " structured, batch or binary mode (headers ce-*). Of a batch with a"
                            + " fault nothing is published.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = PublishRequest.class),
                                        examples = @ExampleObject(Examples.PUBLISH)),
                                @Content(
                                        mediaType = Examples.EVENT_TYPE,
                                        schema = @Schema(implementation = CloudEventShape.class),
                                        examples = @ExampleObject(Examples.EVENT)),
                                @Content(
                                        mediaType = Examples.BATCH_TYPE,
                                        schema =
                                                @Schema(
                                                        type = "array",
                                                        implementation = CloudEventShape[].class),
                                        examples = @ExampleObject("[" + Examples.EVENT + "]"))
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; a batch is answered with a list of receipts in its order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                PublishReceipt.class,
                                                PublishReceipt.List.class
                                            }),
                            examples = {
                                @ExampleObject(name = "one event", value = Examples.RECEIPT),
                                @ExampleObject(
                                        name = "a batch",
                                        value = "{\"items\":[" + Examples.RECEIPT + "]}")
                            }))
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Object publish(HttpServletRequest request) throws IOException {
        Submission submission = Submission.read(request, properties.batchSize());
        List<PublishReceipt> receipts = live.use(bus -> publish(bus, submission.events()));
        return submission.isBatch() ? new Page<>(receipts, null) : receipts.getFirst();
    }

    private static List<PublishReceipt> publish(GraphBus bus, List<Publish> events) {
        List<PublishReceipt> receipts = new ArrayList<>(events.size());
        for (Publish event : events) {
            try {
                receipts.add(PublishReceipt.of(bus.publish(event)));
            } catch (GraphBusException e) {
                throw receipts.isEmpty() ? e : halfway(receipts, e);
            }
        }
        return receipts;
    }

    /** What is published cannot be taken back, so the client is told how far it came. */
    private static RuntimeException halfway(List<PublishReceipt> receipts, GraphBusException e) {
        Problem problem = e.problem();
        return Problem.of(
                        problem.code(),
                        "[" + receipts.size() + "]",
                        "The first "
                                + receipts.size()
                                + " events of the batch were published, up to "
                                + receipts.getLast().id()
                                + "; then: "
                                + problem.message(),
                        "Send the rest again. " + problem.hint())
                .toException(e);
    }
}
