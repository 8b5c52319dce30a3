package io.graphbus.server.call;

import io.graphbus.GraphBus;
import io.graphbus.server.graph.LiveGraph;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Calls agents' methods: JSON in, JSON out, nothing parsed here. */
@Tag(name = "Agents")
@RestController
class CallController {

    static final String PATH = "/api/v1/agents/{agent}/methods/{method}";

    private final LiveGraph live;
    private final CallThreads threads;

    CallController(LiveGraph live, CallThreads threads) {
        this.live = live;
        this.threads = threads;
    }

    @Operation(
            operationId = "callMethod",
            summary = "Call a method",
            description =
                    "The body is a JSON object of arguments by name; no body means no arguments."
                            + " The answer is the result as JSON, null for a method without one.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(type = "object"),
                                            examples =
                                                    @ExampleObject(
                                                            name = "HelloService.generateMessage",
                                                            value = "{\"name\":\"Ada\"}"))))
    @ApiResponse(
            responseCode = "200",
            description = "The result",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema =
                                    @Schema(
                                            types = {
                                                "object", "array", "string", "number", "boolean",
                                                "null"
                                            },
                                            description = "Whatever the method returns"),
                            examples =
                                    @ExampleObject(
                                            "{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}")))
    @PostMapping(
            path = PATH,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> call(
            @Parameter(example = "HelloService") @PathVariable String agent,
            @Parameter(example = "generateMessage") @PathVariable String method,
            @RequestBody(required = false) @Nullable String arguments) {
        String result = result(agent, method, arguments == null ? "" : arguments);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(result);
    }

    String result(String agent, String method, String json) {
        return live.use(bus -> call(bus, agent, method, json));
    }

    private String call(GraphBus bus, String agent, String method, String json) {
        return threads.run(
                agent + "." + method,
                bus.options().callTimeout(),
                () -> bus.callJson(agent, method, json));
    }
}
