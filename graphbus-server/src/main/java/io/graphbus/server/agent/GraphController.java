package io.graphbus.server.agent;

import io.graphbus.GraphBus;
import io.graphbus.model.Topic;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Conditional;
import io.graphbus.server.web.Page;
import io.graphbus.store.log.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the running graph is made of and what it has done. */
@Tag(name = "Graph")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class GraphController {

    private final LiveGraph live;

    private final GraphTags tags;

    GraphController(LiveGraph live, GraphTags tags) {
        this.live = live;
        this.tags = tags;
    }

    @Operation(
            operationId = "showGraph",
            summary = "The graph",
            description =
                    "Agents and their edges. DEPENDS_ON leads from the dependent to the agent it"
                            + " needs, EVENT from publisher to subscriber.")
    @GetMapping("/graph")
    ResponseEntity<GraphView> graph(HttpServletRequest request) {
        GraphBus bus = live.bus();
        return Conditional.answer(request, tags.of(bus), () -> GraphView.of(bus.graph()));
    }

    @Operation(
            operationId = "listTopics",
            summary = "Topics",
            description = "Concrete topics with publishers and subscribers, sorted by name.")
    @GetMapping("/topics")
    ResponseEntity<Page<TopicView>> topics(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        GraphBus bus = live.bus();
        Page<Topic> page = Page.of(bus.graph().topics(), Topic::name, limit, cursor);
        return Conditional.answer(request, tags.of(bus), () -> page.map(TopicView::of));
    }

    @Operation(
            operationId = "listSubscriptions",
            summary = "Subscriptions",
            description = "Sorted by agent and id; with those that are paused marked as such.")
    @GetMapping("/subscriptions")
    ResponseEntity<Page<SubscriptionView>> subscriptions(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        GraphBus bus = live.bus();
        Set<Reader> paused =
                bus.pauses().map(pauses -> new TreeSet<>(pauses.here())).orElseGet(TreeSet::new);
        Page<SubscriptionView> page =
                SubscriptionView.page(bus.graph().agents(), limit, cursor)
                        .map(view -> view.in(paused));
        return Conditional.answer(request, tags.ofSubscriptions(bus, paused), () -> page);
    }

    @Operation(
            operationId = "showStats",
            summary = "Figures",
            description = "Counts and durations since this graph took over.")
    @GetMapping("/stats")
    StatsView stats() {
        return StatsView.of(live.bus());
    }
}
