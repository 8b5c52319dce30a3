package io.graphbus.server.contract.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.compat.Finding;
import io.graphbus.contract.impact.AgentImpact;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.EdgeVerdict;
import io.graphbus.contract.impact.Impact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An impact as the API shows it. */
@Schema(name = "ContractImpact")
record ImpactView(
        String agent,
        String from,
        String to,
        EdgeVerdict verdict,
        List<EdgeView> edges,
        List<HitView> hit,
        List<String> unaffected,
        List<String> plan) {

    static ImpactView from(Impact impact) {
        return new ImpactView(
                impact.agent(),
                impact.from().text(),
                impact.to().text(),
                impact.verdict(),
                impact.edges().stream().map(EdgeView::from).toList(),
                impact.hit().stream().map(HitView::from).toList(),
                impact.unaffected(),
                impact.plan());
    }

    /** One edge of the changed agent. */
    @Schema(name = "EdgeImpact")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EdgeView(
            String writer,
            String reader,
            String via,
            String handler,
            EdgeVerdict verdict,
            @Nullable JsonNode witness,
            List<ReasonView> findings,
            List<String> limitations,
            @Nullable List<String> steps,
            String fix) {

        static EdgeView from(EdgeImpact edge) {
            return new EdgeView(
                    edge.writer(),
                    edge.reader(),
                    edge.via(),
                    edge.handler(),
                    edge.verdict(),
                    edge.witness(),
                    edge.findings().stream().map(ReasonView::from).toList(),
                    edge.limitations(),
                    edge.steps().isEmpty() ? null : edge.steps(),
                    edge.fix());
        }
    }

    /** Why an edge breaks. */
    @Schema(name = "EdgeFinding")
    record ReasonView(String code, String pointer, String message) {

        static ReasonView from(Finding finding) {
            return new ReasonView(finding.code(), finding.pointer(), finding.message());
        }
    }

    /** An agent that is hit. */
    @Schema(name = "AgentImpact")
    record HitView(String agent, AgentImpact.State state, List<String> path, boolean assumed) {

        static HitView from(AgentImpact agent) {
            return new HitView(agent.agent(), agent.state(), agent.path(), agent.assumed());
        }
    }
}
