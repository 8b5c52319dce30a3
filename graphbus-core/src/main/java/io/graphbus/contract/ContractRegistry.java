package io.graphbus.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Registers contracts: a beta or stable version never changes, a draft may be replaced. Safe for
 * use by many threads, as far as its store is.
 */
public final class ContractRegistry {

    private final ContractStore store;
    private final Clock clock;

    public ContractRegistry(ContractStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Registers all contracts or none; one that is registered already is left as it is.
     *
     * @return those that are new or replaced a draft
     * @throws GraphBusException {@code CONTRACT_CONFLICT} for each version that would change
     */
    public List<StoredContract> register(List<AgentContract> contracts) {
        List<Problem> conflicts = conflicts(contracts);
        if (!conflicts.isEmpty()) {
            throw new GraphBusException(conflicts, null);
        }
        List<StoredContract> changed = new ArrayList<>();
        Instant now = clock.instant();
        for (AgentContract contract : contracts) {
            if (registered(contract).filter(c -> isSame(c, contract)).isEmpty()) {
                StoredContract stored = stored(contract, now);
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

    /** The highest version by precedence, so {@code 1.10.0} rather than {@code 1.9.0}. */
    public Optional<StoredContract> latest(String agent) {
        List<StoredContract> versions = store.versions(agent);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    private Optional<StoredContract> registered(AgentContract contract) {
        return store.find(contract.agent(), contract.version());
    }

    private static boolean isSame(StoredContract stored, AgentContract contract) {
        return stored.hash().equals(contract.hash());
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
        return registered(contract)
                .filter(c -> c.stability() != Stability.DRAFT && !isSame(c, contract))
                .map(c -> conflict(contract, c));
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
