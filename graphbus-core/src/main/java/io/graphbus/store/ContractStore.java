package io.graphbus.store;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.schema.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps registered contracts. What may replace what is the registry's decision, not the store's.
 * Safe for use by many threads.
 */
public interface ContractStore {

    Optional<StoredContract> find(String agent, Version version);

    /** All versions of one agent, oldest version first. */
    List<StoredContract> versions(String agent);

    /** All contracts, sorted by agent and version. */
    List<StoredContract> list();

    /** Adds the contract or replaces the same agent's same version. */
    void save(StoredContract contract);

    /**
     * Does work that reads before it saves while nobody else does, as far as the store can keep
     * others away; a database does so by its transactions and keys.
     */
    default <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /**
     * A registered contract.
     *
     * @param hash SHA-256 of the canonical document, in lower-case hex
     * @param document the contract as canonical JSON
     */
    record StoredContract(
            String agent,
            Version version,
            Stability stability,
            String hash,
            String document,
            Instant registeredAt) {}
}
