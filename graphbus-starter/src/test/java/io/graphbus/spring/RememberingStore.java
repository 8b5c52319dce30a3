package io.graphbus.spring;

import io.graphbus.store.StateStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A state store of a user's own. */
final class RememberingStore implements StateStore {

    private final Map<String, StoredState> states = new ConcurrentHashMap<>();

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
