package io.graphbus.contract.deploy;

import io.graphbus.contract.Agreement.Party;
import java.util.List;

/**
 * What a gate found.
 *
 * @param agents that were asked for
 * @param rows a line for each agent, peer and edge; what is gravest first
 */
public record GateReport(String environment, List<Party> agents, List<GateRow> rows) {

    public GateReport {
        agents = List.copyOf(agents);
        rows = List.copyOf(rows);
    }

    public GateAnswer answer() {
        return GateAnswer.gravest(rows.stream().map(GateRow::counted).toList());
    }
}
