package io.graphbus.contract.deploy;

import io.graphbus.contract.AgentContract;
import io.graphbus.schema.Version;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Contracts by agent and version, each read when it is first asked for. Used by one thread. */
final class KnownContracts {

    private static final Comparator<Version> EXACTLY =
            Comparator.<Version>naturalOrder().thenComparing(Version::text);

    private final TreeMap<String, TreeMap<Version, AgentContract>> contracts = new TreeMap<>();
    private final Map<AgentContract, Promise> read = new HashMap<>();

    KnownContracts(Collection<AgentContract> known) {
        for (AgentContract contract : known) {
            contracts
                    .computeIfAbsent(contract.agent(), agent -> new TreeMap<>(EXACTLY))
                    .put(contract.version(), contract);
        }
    }

    Optional<Promise> find(String agent, Version version) {
        return Optional.ofNullable(contracts.get(agent))
                .flatMap(versions -> Optional.ofNullable(versions.get(version)))
                .map(this::read);
    }

    Promise read(AgentContract contract) {
        return read.computeIfAbsent(contract, Promise::of);
    }

    /** The highest version of each agent. */
    List<Promise> newest() {
        return contracts.values().stream()
                .map(versions -> read(versions.lastEntry().getValue()))
                .toList();
    }
}
