package io.graphbus.server.contract.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.contract.deploy.GateAnswer;
import io.graphbus.contract.deploy.GateReport;
import io.graphbus.contract.deploy.GateRow;
import io.graphbus.contract.deploy.GateRow.Mark;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.EdgeVerdict;
import io.graphbus.schema.Version;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A gate's report as the API shows it. */
@Schema(name = "CanDeploy")
record GateView(
        String environment, GateAnswer answer, List<CandidateView> agents, List<RowView> rows) {

    static GateView from(GateReport report) {
        return new GateView(
                report.environment(),
                report.answer(),
                report.agents().stream()
                        .map(party -> new CandidateView(party.agent(), party.version().text()))
                        .toList(),
                report.rows().stream().map(RowView::from).toList());
    }

    /** What was asked for. */
    @Schema(name = "DeployedVersion")
    record CandidateView(String agent, String version) {}

    /** One line of the matrix. */
    @Schema(name = "CanDeployRow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowView(
            String agent,
            String version,
            @Nullable String peer,
            @Nullable String peerVersion,
            GateAnswer answer,
            @Nullable String cause,
            @Nullable String mark,
            @Nullable String writer,
            @Nullable String reader,
            @Nullable String via,
            @Nullable String handler,
            @Nullable EdgeVerdict verdict,
            @Nullable JsonNode witness,
            @Nullable List<ReasonView> findings,
            @Nullable List<String> limitations,
            @Nullable List<String> steps,
            @Nullable String fix) {

        static RowView from(GateRow row) {
            EdgeImpact edge = row.edge();
            Version live = row.peerVersion();
            return new RowView(
                    row.agent(),
                    row.version().text(),
                    row.peer(),
                    live == null ? null : live.text(),
                    row.answer(),
                    row.cause() == null ? null : row.cause().text(),
                    row.mark() == Mark.NONE ? null : row.mark().name().toLowerCase(Locale.ROOT),
                    edge == null ? null : edge.writer(),
                    edge == null ? null : edge.reader(),
                    edge == null ? null : edge.via(),
                    edge == null ? null : edge.handler(),
                    edge == null ? null : edge.verdict(),
                    edge == null ? null : edge.witness(),
                    edge == null ? null : reasons(edge),
                    edge == null ? null : edge.limitations(),
                    edge == null || edge.steps().isEmpty() ? null : edge.steps(),
                    edge == null ? null : edge.fix());
        }

        private static List<ReasonView> reasons(EdgeImpact edge) {
            return edge.findings().stream()
                    .map(f -> new ReasonView(f.code(), f.pointer(), f.message()))
                    .toList();
        }
    }

    /** Why something is not understood. */
    @Schema(name = "CanDeployFinding")
    record ReasonView(String code, String pointer, String message) {}
}
