package io.graphbus.contract.deploy;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.Agreement.Party;
import io.graphbus.contract.deploy.GateRow.Mark;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.store.deployment.Deployment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether versions of agents may be deployed beside what is recorded as live in an
 * environment. What is not known is told as such; it never counts as yes. Used by one thread.
 */
public final class DeployGate {

    private final KnownContracts known;
    private final Rules rules;

    /**
     * @param known every contract that there is
     */
    public DeployGate(Collection<AgentContract> known, Rules rules) {
        this.known = new KnownContracts(known);
        this.rules = rules;
    }

    /**
     * What counts beside contracts.
     *
     * @param needs which agents each agent calls, where that is known besides contracts
     * @param upgrades what can be done to payloads on their way
     * @param today decides what is past its sunset
     * @param stored versions of which events are kept that an agent has yet to handle, by that
     *     agent
     */
    public record Rules(
            Map<String, Set<String>> needs,
            Upgrades upgrades,
            LocalDate today,
            Map<String, Set<Party>> stored) {

        public Rules {
            needs = Map.copyOf(needs);
            stored = Map.copyOf(stored);
        }

        /** Where no events are kept. */
        public Rules(Map<String, Set<String>> needs, Upgrades upgrades, LocalDate today) {
            this(needs, upgrades, today, Map.of());
        }
    }

    /**
     * Looks at every edge between the agents asked for and what will be live beside them.
     *
     * @param recorded what is live in the environment
     */
    public GateReport ask(GateQuestion question, List<Deployment> recorded) {
        List<Promise> asked = question.agents().stream().map(known::read).toList();
        Set<String> names = asked.stream().map(Promise::agent).collect(Collectors.toSet());
        JointState state = new JointState(known, names, recorded, rules);
        List<GateRow> rows = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Promise one = asked.get(i);
            for (Promise other : asked.subList(i, asked.size())) {
                rows.addAll(state.between(one, other));
            }
            if (recorded.isEmpty()) {
                rows.add(JointState.unknown(one, null, null, UnknownCause.NOTHING_RECORDED));
            } else {
                rows.addAll(state.withLive(one));
                rows.addAll(state.withAbsent(one));
            }
            rows.addAll(state.withStored(one));
        }
        return new GateReport(
                question.environment(),
                asked.stream().map(p -> new Party(p.agent(), p.version())).toList(),
                rows.stream().map(row -> marked(row, question)).sorted(order()).toList());
    }

    private static GateRow marked(GateRow row, GateQuestion question) {
        if (row.peer() != null && question.ignored().contains(row.peer())) {
            return row.marked(Mark.IGNORED);
        }
        return question.allowIndeterminate() && row.cause() == UnknownCause.INDETERMINATE
                ? row.marked(Mark.ALLOWED)
                : row;
    }

    private static Comparator<GateRow> order() {
        return Comparator.comparing(GateRow::counted)
                .reversed()
                .thenComparing(GateRow::agent)
                .thenComparing(row -> row.peer() == null ? "" : row.peer())
                .thenComparing(row -> String.valueOf(row.peerVersion()))
                .thenComparing(row -> row.edge() == null ? "" : row.edge().via())
                .thenComparing(row -> row.edge() == null ? "" : row.edge().handler());
    }
}
