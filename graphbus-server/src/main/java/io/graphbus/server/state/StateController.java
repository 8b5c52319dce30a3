package io.graphbus.server.state;

import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The state an agent keeps, as the JSON of its record. */
@Tag(name = "Agents")
@RestController
@RequestMapping("/api/v1/agents/{agent}/state")
class StateController {

    private static final String VERSION = "GraphBus-Schema-Version";

    private final LiveGraph live;
    private final StateStore store;

    StateController(LiveGraph live, StateStore store) {
        this.live = live;
        this.store = store;
    }

    @Operation(
            operationId = "showState",
            summary = "State",
            description =
                    "As it is now; of an agent that is not in the graph any more, as it was saved"
                            + " last. The version of the agent that it is from is in the header"
                            + " GraphBus-Schema-Version, when it was saved in Last-Modified.")
    @ApiResponse(
            responseCode = "200",
            description = "The agent's state record",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object")))
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> state(@Parameter(example = "Counter") @PathVariable String agent) {
        live.bus().saveState(agent);
        return answer(agent);
    }

    private ResponseEntity<String> answer(String agent) {
        StoredState state = store.load(agent).orElseThrow(() -> missing(agent));
        return ResponseEntity.ok()
                .header(VERSION, state.schemaVersion())
                .lastModified(state.savedAt())
                .contentType(MediaType.APPLICATION_JSON)
                .body(state.json());
    }

    @Operation(
            operationId = "replaceState",
            summary = "Replace state",
            description = "The agent takes it over while nothing else of it runs; it is saved.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject("{\"value\":3}"))))
    @ApiResponse(
            responseCode = "200",
            description = "The state as it is kept now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object")))
    @PutMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> replace(
            @Parameter(example = "Counter") @PathVariable String agent, @RequestBody String json) {
        AgentGraph graph = live.bus().graph();
        if (graph.agent(agent).isEmpty()) {
            throw unknown(agent, graph);
        }
        live.use(
                bus -> {
                    bus.replaceState(agent, json);
                    return agent;
                });
        return answer(agent);
    }

    @Operation(
            operationId = "forgetState",
            summary = "Forget state",
            description =
                    "What is saved; a running agent keeps what it has in memory, and saves it when"
                            + " it changes again.")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@Parameter(example = "Counter") @PathVariable String agent) {
        if (!store.delete(agent)) {
            throw missing(agent);
        }
    }

    private RuntimeException missing(String agent) {
        AgentGraph graph = live.bus().graph();
        if (graph.agent(agent).isEmpty()) {
            return unknown(agent, graph);
        }
        return Problem.of(
                        ProblemCode.NOT_FOUND,
                        agent,
                        "Nothing is kept for " + agent + ".",
                        "An agent that implements Stateful keeps state once it was at work.")
                .toException();
    }

    private static RuntimeException unknown(String agent, AgentGraph graph) {
        return Problem.of(
                        ProblemCode.UNKNOWN_AGENT,
                        agent,
                        "There is no agent named " + agent + ".",
                        Nearest.hint(agent, "agents", graph.agentNames()))
                .toException();
    }
}
