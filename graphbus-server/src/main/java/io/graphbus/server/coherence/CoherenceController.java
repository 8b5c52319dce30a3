package io.graphbus.server.coherence;

import io.graphbus.coherence.Coherence;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.drift.TimeWindow;
import io.graphbus.coherence.report.CoherenceGraph;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.coherence.report.CoherenceSummary;
import io.graphbus.coherence.report.DriftReport;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far the versions in the traffic agree. */
@RestController
@RequestMapping(path = "/api/v1/coherence", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Coherence")
class CoherenceController {

    private final ObjectProvider<CoherenceTracker> tracker;

    CoherenceController(ObjectProvider<CoherenceTracker> tracker) {
        this.tracker = tracker;
    }

    @GetMapping
    @Operation(
            operationId = "showCoherence",
            summary = "Score",
            description =
                    "What it is made of, and what costs most. The score, the costs and the rest add"
                            + " up to 1; without traffic there is no score and the level NO_DATA.")
    CoherenceSummary summary() {
        return now().summary();
    }

    @GetMapping("/report")
    @Operation(
            operationId = "showCoherenceReport",
            summary = "Report",
            description =
                    "The score, the least coherent edges with their versions, and what drifts.")
    CoherenceReport report(
            @Parameter(description = "How many edges at most")
                    @RequestParam(defaultValue = "" + CoherenceReport.MOST)
                    @Min(1)
                    @Max(CoherenceReport.MOST)
                    int limit) {
        return now().report().limited(limit);
    }

    @GetMapping("/drift")
    @Operation(
            operationId = "showCoherenceDrift",
            summary = "Drift",
            description = "Agents that publish in another version than most on their topic.")
    DriftReport drift(
            @Parameter(
                            description =
                                    "How far to look back, a number of hours or such as 90m; 24"
                                            + " hours at most",
                            example = "24h")
                    @RequestParam(defaultValue = "24h")
                    String timeWindow) {
        return now().drift(TimeWindow.of(timeWindow, "timeWindow", ProblemCode.INVALID_REQUEST));
    }

    @GetMapping("/graph")
    @Operation(
            operationId = "showCoherenceGraph",
            summary = "Graph",
            description =
                    "The traffic as a graph, and the edges that ways through it lose their coherence"
                            + " at. With from and to, the most coherent ways between two agents, ten"
                            + " at most.")
    @ApiResponse(responseCode = "200", description = "The graph")
    @ApiResponse(responseCode = "404", description = "There was no traffic of one of the agents")
    CoherenceGraph graph(
            @Parameter(description = "Agent that ways begin at", example = "Shop")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "Agent that ways end at", example = "Mailer")
                    @RequestParam(required = false)
                    @Nullable String to) {
        if (from == null && to == null) {
            return now().graph();
        }
        if (from == null || to == null) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            from == null ? "from" : "to",
                            "A way has two ends.",
                            "Give both from and to, or neither.")
                    .toException();
        }
        return now().graph(from, to);
    }

    private Coherence now() {
        CoherenceTracker watching = tracker.getIfAvailable();
        if (watching == null) {
            throw Problem.of(
                            ProblemCode.NOT_FOUND,
                            "coherence",
                            "Nobody watches the coherence of this graph.",
                            "Switch it on with graphbus.coherence.enabled=true.")
                    .toException();
        }
        return Coherence.of(watching);
    }
}
