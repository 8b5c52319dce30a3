package io.graphbus.server.agent;

import io.graphbus.GraphBus;
import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Conditional;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The agents of the running graph. */
@Tag(name = "Agents")
@RestController
@RequestMapping(path = "/api/v1/agents", produces = MediaType.APPLICATION_JSON_VALUE)
class AgentController {

    private final LiveGraph live;

    private final GraphTags tags;

    private final ContractNotices notices;

    AgentController(LiveGraph live, GraphTags tags, ContractNotices notices) {
        this.live = live;
        this.tags = tags;
        this.notices = notices;
    }

    @Operation(
            operationId = "listAgents",
            summary = "Agents",
            description = "Sorted by name, without their source code.")
    @GetMapping
    ResponseEntity<Page<AgentView>> agents(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        GraphBus bus = live.bus();
        Page<LiveAgent> page =
                Page.of(bus.graph().agents(), AgentDefinition::name, limit, cursor)
                        .map(agent -> LiveAgent.of(bus, agent));
        return Conditional.answer(
                request, tags.of(bus, page.items()), () -> page.map(LiveAgent::withoutSource));
    }

    @Operation(
            operationId = "showAgent",
            summary = "One agent",
            description = "With its source code, where it is known.")
    @GetMapping("/{agent}")
    ResponseEntity<AgentView> agent(
            @Parameter(example = "HelloService") @PathVariable String agent,
            HttpServletRequest request) {
        GraphBus bus = live.bus();
        AgentDefinition definition =
                bus.graph().agent(agent).orElseThrow(() -> unknown(agent, bus.graph()));
        var shown = LiveAgent.of(bus, definition);
        return Conditional.answer(request, tags.of(bus, List.of(shown)), shown::withSource);
    }

    @Operation(
            operationId = "showAgentHealth",
            summary = "How one agent fares",
            description = "Judged by its latest executions, calls and events alike.")
    @GetMapping("/{agent}/health")
    AgentHealthView health(@Parameter(example = "HelloService") @PathVariable String agent) {
        GraphBus bus = live.bus();
        if (bus.graph().agent(agent).isEmpty()) {
            throw unknown(agent, bus.graph());
        }
        return AgentHealthView.of(
                bus.health().orElseThrow(AgentController::switchedOff).of(agent),
                notices.of(agent));
    }

    private static RuntimeException switchedOff() {
        return Problem.of(
                        ProblemCode.NOT_FOUND,
                        "health",
                        "Nobody watches the agents' health.",
                        "Start the server with graphbus.health.enabled=true.")
                .toException();
    }

    private static RuntimeException unknown(String agent, AgentGraph graph) {
        List<String> known = graph.agentNames();
        return Problem.of(
                        ProblemCode.UNKNOWN_AGENT,
                        agent,
                        "There is no agent named " + agent + ".",
                        Nearest.hint(agent, "agents", known))
                .toException();
    }
}
