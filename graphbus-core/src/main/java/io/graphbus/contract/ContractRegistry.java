package io.graphbus.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.diff.ContractDiff;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Registers contracts: a beta or stable version never changes and is as far above the one before as
 * its changes need, a draft may be replaced. Safe for use by many threads, as far as its store is.
 */
public final class ContractRegistry {

    private final ContractStore store;
    private final Clock clock;
    private final Consumer<List<StoredContract>> listener;

    public ContractRegistry(ContractStore store, Clock clock) {
        this(store, clock, registered -> {});
    }

    /**
     * @param listener is told what was registered, in the thread that did
     */
    public ContractRegistry(
            ContractStore store, Clock clock, Consumer<List<StoredContract>> listener) {
        this.store = store;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Registers all contracts or none; one that is registered already is left as it is.
     *
     * @return those that are new or replaced a draft
     * @throws GraphBusException {@code CONTRACT_CONFLICT} for each version that would change,
     *     {@code CONTRACT_VERSION_TOO_LOW} for each that is not raised as its changes need
     */
    public List<StoredContract> register(List<AgentContract> contracts) {
        boolean known =
                contracts.stream()
                        .allMatch(c -> registered(c).filter(s -> isSame(s, c)).isPresent());
        if (known) {
            return List.of();
        }
        List<StoredContract> changed = store.exclusively(() -> changed(contracts));
        if (!changed.isEmpty()) {
            listener.accept(List.copyOf(changed));
        }
        return changed;
    }

    private List<StoredContract> changed(List<AgentContract> contracts) {
        List<Problem> conflicts = conflicts(contracts);
        if (!conflicts.isEmpty()) {
            throw new GraphBusException(conflicts, null);
        }
        List<StoredContract> changed = new ArrayList<>();
        Instant now = clock.instant();
        for (AgentContract contract : contracts) {
            if (registered(contract).filter(c -> isSame(c, contract)).isEmpty()) {
                StoredContract stored = stored(settled(contract), now);
                store.save(stored);
                changed.add(stored);
            }
        }
        return changed;
    }

    /** What would keep {@link #register} from taking these contracts. */
    public List<Problem> conflicts(List<AgentContract> contracts) {
        return contracts.stream().flatMap(c -> conflict(c).stream()).toList();
    }

    /** What has changed since the highest version below that promised something. */
    public Optional<ContractDiff> change(AgentContract contract) {
        return gate(contract).change(contract);
    }

    private VersionGate gate(AgentContract contract) {
        return new VersionGate(store.versions(contract.agent()));
    }

    /** The highest version by precedence, so {@code 1.10.0} rather than {@code 1.9.0}. */
    public Optional<StoredContract> latest(String agent) {
        List<StoredContract> versions = store.versions(agent);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    private Optional<StoredContract> registered(AgentContract contract) {
        return store.find(contract.agent(), contract.version());
    }

    private static boolean isSame(StoredContract stored, AgentContract contract) {
        return stored.hash().equals(contract.hash())
                || PayloadVersions.isSame(stored.document(), contract.document());
    }

    private AgentContract settled(AgentContract contract) {
        return PayloadVersions.settled(contract, store.versions(contract.agent()));
    }

    /**
     * The versions of an agent's payloads by topic, where they are not its contract's but those of
     * the registered contracts that gave the payloads their form.
     */
    public Map<String, Version> payloads(AgentDefinition agent) {
        return PayloadVersions.older(agent, store.versions(agent.name()));
    }

    private static StoredContract stored(AgentContract contract, Instant now) {
        return new StoredContract(
                contract.agent(),
                contract.version(),
                contract.stability(),
                contract.hash(),
                contract.document(),
                now);
    }

    private Optional<Problem> conflict(AgentContract contract) {
        Optional<StoredContract> registered = registered(contract);
        if (registered.filter(c -> isSame(c, contract)).isPresent()) {
            return Optional.empty();
        }
        return registered
                .filter(c -> c.stability() != Stability.DRAFT)
                .map(c -> conflict(contract, c))
                .or(() -> gate(contract).problem(contract));
    }

    private static Problem conflict(AgentContract contract, StoredContract registered) {
        String changes =
                String.join(
                        ", ", ContractChanges.between(registered.document(), contract.document()));
        return Problem.of(
                ProblemCode.CONTRACT_CONFLICT,
                contract.agent() + "@" + contract.version(),
                "version "
                        + contract.version()
                        + " of "
                        + contract.agent()
                        + " is registered already and differs at "
                        + changes,
                "Give the changed agent a higher version with @Contract(version = ...).");
    }
}
