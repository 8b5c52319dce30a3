package io.graphbus.store;

import io.graphbus.schema.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Keeps contracts as long as the process lives. Safe for use by many threads. */
public final class InMemoryContractStore implements ContractStore {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::agent)
                    .thenComparing(Key::version)
                    .thenComparing(key -> key.version().text());

    private final ConcurrentSkipListMap<Key, StoredContract> contracts =
            new ConcurrentSkipListMap<>(ORDER);

    private record Key(String agent, Version version) {}

    @Override
    public Optional<StoredContract> find(String agent, Version version) {
        return Optional.ofNullable(contracts.get(new Key(agent, version)));
    }

    @Override
    public List<StoredContract> versions(String agent) {
        return contracts.values().stream().filter(c -> c.agent().equals(agent)).toList();
    }

    @Override
    public List<StoredContract> list() {
        return List.copyOf(contracts.values());
    }

    @Override
    public void save(StoredContract contract) {
        contracts.put(new Key(contract.agent(), contract.version()), contract);
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        synchronized (contracts) {
            return work.get();
        }
    }
}
