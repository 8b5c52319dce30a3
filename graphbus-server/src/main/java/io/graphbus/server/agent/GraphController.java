package io.graphbus.server.agent;

import io.graphbus.model.AgentGraph;
import io.graphbus.model.Topic;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the running graph is made of and what it has done. */
@Tag(name = "Graph", description = "What runs, and what it has done")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class GraphController {

    private final LiveGraph live;

    GraphController(LiveGraph live) {
        this.live = live;
    }

    @Operation(
            summary = "The graph",
            description =
                    "Agents and their edges. DEPENDS_ON leads from the dependent to the agent it"
                            + " needs, EVENT from publisher to subscriber.")
    @GetMapping("/graph")
    GraphView graph() {
        return GraphView.of(live.bus().graph());
    }

    @Operation(summary = "Topics", description = "Concrete topics with publishers and subscribers.")
    @GetMapping("/topics")
    Page<TopicView> topics(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(running().topics(), Topic::name, limit, cursor).map(TopicView::of);
    }

    @Operation(summary = "Subscriptions", description = "Sorted by agent and id.")
    @GetMapping("/subscriptions")
    Page<SubscriptionView> subscriptions(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return SubscriptionView.page(running().agents(), limit, cursor);
    }

    @Operation(
            summary = "Figures",
            description = "Counts and durations since this graph took over.")
    @GetMapping("/stats")
    StatsView stats() {
        return StatsView.of(live.bus());
    }

    private AgentGraph running() {
        return live.bus().graph();
    }
}
