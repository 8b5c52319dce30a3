package io.graphbus.cli.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.contract.AgentContract;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import io.graphbus.store.InMemoryContractStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The contracts that a command looks at: what is registered, and what was built since.
 *
 * @param built what the artifacts hold, which is newer than what is registered
 */
record ContractSource(ContractStore registered, List<AgentContract> built) {

    /** What is registered with a server; its agents were built elsewhere. */
    static ContractSource of(ServerClient server) {
        ContractStore store = new InMemoryContractStore();
        server.list("/contracts").forEach(item -> store.save(contract(item)));
        return new ContractSource(store, List.of());
    }

    /** As a server shows it. */
    static StoredContract contract(JsonNode item) {
        return new StoredContract(
                item.path("agent").asString(),
                Version.of(item.path("version").asString()),
                Stability.valueOf(item.path("stability").asString().toUpperCase(Locale.ROOT)),
                item.path("hash").asString(),
                Json.canonical(item.path("document")),
                Instant.parse(item.path("registeredAt").asString()));
    }

    /** Every agent's newest contract. */
    List<AgentContract> newest() {
        return agents().stream()
                .map(agent -> find(new ContractName(agent, Optional.empty())))
                .toList();
    }

    /** Every contract, registered ones in the place of those that were built. */
    List<AgentContract> all() {
        return Stream.concat(
                        built.stream(), registered.list().stream().map(ContractSource::contract))
                .toList();
    }

    private List<String> agents() {
        return Stream.concat(
                        built.stream().map(AgentContract::agent),
                        registered.list().stream().map(StoredContract::agent))
                .distinct()
                .sorted()
                .toList();
    }

    /** The contract of that name, or the problem that there is none. */
    AgentContract find(ContractName name) {
        return name.version()
                .map(version -> exactly(name.agent(), version))
                .orElseGet(() -> newest(name.agent()))
                .orElseThrow(() -> unknown(name).toException());
    }

    private Optional<AgentContract> exactly(String agent, Version version) {
        return registered
                .find(agent, version)
                .map(ContractSource::contract)
                .or(() -> built(agent).filter(c -> c.version().equals(version)));
    }

    private Optional<AgentContract> newest(String agent) {
        return built(agent)
                .or(
                        () ->
                                registered.versions(agent).stream()
                                        .reduce((older, newer) -> newer)
                                        .map(ContractSource::contract));
    }

    private Optional<AgentContract> built(String agent) {
        return built.stream().filter(c -> c.agent().equals(agent)).findFirst();
    }

    private static AgentContract contract(StoredContract stored) {
        return new AgentContract(
                stored.agent(),
                stored.version(),
                stored.stability(),
                stored.document(),
                stored.hash());
    }

    private Problem unknown(ContractName name) {
        boolean known = agents().contains(name.agent());
        List<String> versions =
                Stream.concat(
                                registered.versions(name.agent()).stream()
                                        .map(StoredContract::version),
                                built(name.agent()).stream().map(AgentContract::version))
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .map(Version::text)
                        .toList();
        return Problem.of(
                ProblemCode.NOT_FOUND,
                name.toString(),
                "There is no contract " + name,
                known
                        ? Nearest.hint(
                                name.version().map(Version::text).orElse(""), "versions", versions)
                        : Nearest.hint(name.agent(), "agents with a contract", agents()));
    }
}
