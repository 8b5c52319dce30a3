package io.graphbus.store;

import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps states as long as the process lives. Safe for use by many threads. */
public final class InMemoryStateStore implements StateStore {

    private final ConcurrentSkipListMap<String, StoredState> states = new ConcurrentSkipListMap<>();

    /** Neither outlives the process. */
    @Override
    public boolean commitsWith(EventLog log) {
        return log instanceof InMemoryEventLog;
    }

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
