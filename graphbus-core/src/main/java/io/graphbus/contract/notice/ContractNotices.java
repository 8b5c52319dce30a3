package io.graphbus.contract.notice;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What agents of a graph have to be told of contracts that are registered and do not run yet: of
 * each agent the highest version counts. Whoever is told newly gets a signal; what was mended is
 * told no more. Usable from any thread.
 */
public final class ContractNotices {

    private final Supplier<AgentGraph> graph;
    private final ContractStore contracts;
    private final Supplier<Upgrades> upgrades;
    private final Consumer<ContractImpacted> signals;
    private final TreeMap<String, List<Notice>> byAgent = new TreeMap<>();
    private volatile List<Notice> all = List.of();

    /**
     * @param graph gives the graph that runs
     * @param upgrades gives what is done there to payloads on their way
     * @param signals is told of each notice once
     */
    public ContractNotices(
            Supplier<AgentGraph> graph,
            ContractStore contracts,
            Supplier<Upgrades> upgrades,
            Consumer<ContractImpacted> signals) {
        this.graph = graph;
        this.contracts = contracts;
        this.upgrades = upgrades;
        this.signals = signals;
    }

    /** By affected agent. */
    public List<Notice> all() {
        return all;
    }

    /** What one agent is told. */
    public List<Notice> of(String affected) {
        return all.stream().filter(notice -> notice.affected().equals(affected)).toList();
    }

    /** Looks at all agents of the graph, after another graph has taken over. */
    public void refresh() {
        look(AgentGraph::agentNames);
    }

    /** Looks at agents of which contracts were registered. */
    public void refresh(Collection<String> agents) {
        look(now -> agents);
    }

    /** The graph is read last of all who wait, so that none that is over takes its place. */
    private synchronized void look(Function<AgentGraph, Collection<String>> agents) {
        AgentGraph now = graph.get();
        Set<String> there = new HashSet<>(now.agentNames());
        Map<String, List<Notice>> before = Map.copyOf(byAgent);
        byAgent.keySet().retainAll(there);
        Upgrades known = upgrades.get();
        for (String agent : agents.apply(now)) {
            List<Notice> notices =
                    there.contains(agent) ? notices(now, agent, known) : List.<Notice>of();
            if (notices.isEmpty()) {
                byAgent.remove(agent);
            } else {
                byAgent.put(agent, notices);
            }
        }
        List<Notice> sorted = new ArrayList<>();
        byAgent.values().forEach(sorted::addAll);
        sorted.sort(Notice.ORDER);
        all = List.copyOf(sorted);
        tell(before);
    }

    private List<Notice> notices(AgentGraph now, String agent, Upgrades known) {
        return now.agent(agent)
                .flatMap(this::next)
                .map(contract -> Notice.of(now, contract, known))
                .orElse(List.of());
    }

    /** The highest registered version, unless it is what runs or older. */
    private Optional<AgentContract> next(AgentDefinition running) {
        List<StoredContract> versions = contracts.versions(running.name());
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        StoredContract last = versions.getLast();
        int order = last.version().compareTo(running.contract().version());
        boolean another =
                last.stability() == Stability.DRAFT
                        && !last.hash().equals(AgentContract.of(running).hash());
        return order > 0 || (order == 0 && another)
                ? Optional.of(AgentContract.of(last))
                : Optional.empty();
    }

    private void tell(Map<String, List<Notice>> before) {
        for (Notice notice : all) {
            if (!before.getOrDefault(notice.agent(), List.of()).contains(notice)) {
                signals.accept(
                        new ContractImpacted(
                                notice.agent(),
                                notice.version().text(),
                                notice.affected(),
                                notice.outcome(),
                                notice.via()));
            }
        }
    }
}
