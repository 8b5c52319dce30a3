package io.graphbus.server.agent;

import io.graphbus.GraphBus;
import io.graphbus.durable.pause.Pauses;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pauses subscriptions of durable topics and has them go on. */
@Tag(name = "Graph")
@RestController
@RequestMapping(
        path = "/api/v1/subscriptions/{agent}/{id}",
        produces = MediaType.APPLICATION_JSON_VALUE)
class PauseController {

    private final LiveGraph live;

    PauseController(LiveGraph live) {
        this.live = live;
    }

    /** Whether a subscription is paused. */
    @Schema(name = "SubscriptionPause")
    record Pause(
            @Schema(example = "LoggerService") String agent,
            @Schema(example = "onMessage") String id,
            boolean paused) {}

    @PostMapping("/pause")
    @Operation(
            operationId = "pauseSubscription",
            summary = "Pause a subscription",
            description =
                    "Of a subscription to durable topics nothing further is begun, in no process"
                            + " that uses the event log, until it is resumed; what is being handled"
                            + " is finished. Its events wait in the log. It stays so after a"
                            + " restart. To pause one that is paused changes nothing.")
    Pause pause(
            @PathVariable String agent, @Parameter(example = "onMessage") @PathVariable String id) {
        return live.use(
                bus -> {
                    pauses(bus).pause(agent, id);
                    return new Pause(agent, id, true);
                });
    }

    @PostMapping("/resume")
    @Operation(
            operationId = "resumeSubscription",
            summary = "Resume a subscription",
            description =
                    "It goes on with the event at which it was paused, in order per key. To resume"
                            + " one that is not paused changes nothing.")
    Pause resume(
            @PathVariable String agent, @Parameter(example = "onMessage") @PathVariable String id) {
        return live.use(
                bus -> {
                    pauses(bus).resume(agent, id);
                    return new Pause(agent, id, false);
                });
    }

    private static Pauses pauses(GraphBus bus) {
        return bus.pauses()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.NO_EVENT_LOG,
                                                "graphbus.durability",
                                                "This graph keeps no event log.",
                                                "Only subscriptions of durable topics can be"
                                                        + " paused.")
                                        .toException());
    }
}
