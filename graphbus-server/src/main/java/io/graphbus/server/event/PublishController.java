package io.graphbus.server.event;

import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.server.event.cloud.CloudEventProperties;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = IdempotencyKey.HEADER,
                            description =
                                    "Sent again within graphbus.idempotency.window (2m), nothing is"
                                            + " published and the first receipts come back",
                            schema = @Schema(type = "string", maxLength = 255),
                            example = "8e03978e-40d5-43e8-bc93-6894a57f9324"),
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
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED,
                            description =
                                    "true when nothing was published, since the same was before;"
                                            + " absent otherwise",
                            schema = @Schema(type = "string", allowableValues = "true")),
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
    @ApiResponse(
            responseCode = "409",
            description = "The first event with this idempotency key is still being published")
    @ApiResponse(
            responseCode = "422",
            description = "The idempotency key was given with another event before")
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Object publish(HttpServletRequest request, HttpServletResponse response) {
        Submission submission = Submission.read(request, properties.batchSize());
        List<Receipt> receipts = live.use(bus -> publish(bus, submission.events()));
        boolean replayed = !receipts.isEmpty();
        List<PublishReceipt> answer = new ArrayList<>(receipts.size());
        for (Receipt receipt : receipts) {
            replayed &= receipt.isDuplicate();
            answer.add(PublishReceipt.of(receipt));
        }
        if (replayed) {
            response.setHeader(IdempotencyKey.REPLAYED, "true");
        }
        return submission.isBatch() ? new Page<>(answer, null) : answer.getFirst();
    }

    private static List<Receipt> publish(GraphBus bus, List<Publish> events) {
        List<Receipt> receipts = new ArrayList<>(events.size());
        for (Publish event : events) {
            try {
                receipts.add(bus.publish(event));
            } catch (GraphBusException e) {
                throw receipts.isEmpty() ? e : halfway(receipts, e);
            }
        }
        return receipts;
    }

    /** What is published cannot be taken back, so the client is told how far it came. */
    private static RuntimeException halfway(List<Receipt> receipts, GraphBusException e) {
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
