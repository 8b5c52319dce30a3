package io.graphbus.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps states as long as the process lives. Safe for use by many threads. */
public final class InMemoryStateStore implements StateStore {

    private final ConcurrentSkipListMap<String, StoredState> states = new ConcurrentSkipListMap<>();

    @Override
    public Optional<StoredState> load(String agent) {
        return Optional.ofNullable(states.get(agent));
    }

    @Override
    public void save(StoredState state) {
        states.put(state.agent(), state);
    }

    @Override
    public boolean delete(String agent) {
        return states.remove(agent) != null;
    }

    @Override
    public List<StoredState> list() {
        return List.copyOf(states.values());
    }
}
