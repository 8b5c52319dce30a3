package io.graphbus.contract.notice;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.AgentImpact;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.Impact;
import io.graphbus.contract.impact.ImpactAnalysis;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.model.AgentGraph;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent is told of another one's registered contract.
 *
 * @param affected the agent that is told
 * @param agent whose contract it is
 * @param via the topic or call where it shows; for one that starves the first topic on the way
 * @param handler of the affected agent; empty for a call, and for one that starves
 * @param witness a value that shows it; {@code null} where there is none
 * @param path agents and topics in turns, to the affected agent
 * @param fix what would mend it
 */
public record Notice(
        String affected,
        String agent,
        Version version,
        Outcome outcome,
        String via,
        String handler,
        @Nullable JsonNode witness,
        List<String> path,
        String fix) {

    static final Comparator<Notice> ORDER =
            Comparator.comparing(Notice::affected)
                    .thenComparing(Notice::agent)
                    .thenComparing(Notice::outcome)
                    .thenComparing(Notice::via)
                    .thenComparing(Notice::handler);

    public Notice {
        path = List.copyOf(path);
    }

    /** Everything that a contract, were it deployed, would do to agents of a graph. */
    static List<Notice> of(AgentGraph graph, AgentContract contract, Upgrades upgrades) {
        Impact impact = ImpactAnalysis.of(graph, contract, upgrades);
        List<Notice> notices = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (EdgeImpact edge : impact.edges()) {
            if (!edge.verdict().isSafe()) {
                Notice notice = of(impact, edge);
                notices.add(notice);
                told.add(notice.affected());
            }
        }
        impact.hit().stream()
                .filter(hit -> hit.state() == AgentImpact.State.STARVED)
                .filter(hit -> told.add(hit.agent()))
                .forEach(hit -> notices.add(of(impact, hit)));
        return notices;
    }

    private static Notice of(Impact impact, EdgeImpact edge) {
        String affected = edge.reader();
        boolean isCall = !edge.via().startsWith("/");
        if (isCall && affected.equals(impact.agent())) {
            affected = edge.writer();
        }
        Outcome outcome =
                switch (edge.verdict()) {
                    case RANGE_ONLY -> Outcome.RANGE_ONLY;
                    case INDETERMINATE -> Outcome.INDETERMINATE;
                    case BREAKS, SAFE, SAFE_VIA_MIGRATION -> Outcome.BREAKS;
                };
        return new Notice(
                affected,
                impact.agent(),
                impact.to(),
                outcome,
                edge.via(),
                edge.handler(),
                edge.witness(),
                List.of(edge.writer(), edge.via(), edge.reader()),
                edge.fix());
    }

    private static Notice of(Impact impact, AgentImpact hit) {
        return new Notice(
                hit.agent(),
                impact.agent(),
                impact.to(),
                Outcome.STARVED,
                hit.path().get(1),
                "",
                null,
                hit.path(),
                "Mend what breaks before it on the way.");
    }

    /** In one line, such as {@code Orders 2.0.0: BREAKS at /order/created}. */
    public String text() {
        return agent + " " + version + ": " + outcome + " at " + via;
    }

    /** As reports show it. */
    public JsonNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("affected", affected)
                        .put("agent", agent)
                        .put("version", version.text())
                        .put("outcome", outcome.name())
                        .put("via", via)
                        .put("handler", handler);
        if (witness != null) {
            json.set("witness", witness);
        }
        path.forEach(json.putArray("path")::add);
        return json.put("fix", fix);
    }
}
