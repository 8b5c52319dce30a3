package io.graphbus.spring.test;

import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import java.util.List;
import java.util.Optional;

/** Keeps state in memory, and can go back to what it kept at one moment. */
final class FreshStateStore implements StateStore {

    private final InMemoryStateStore states = new InMemoryStateStore();
    private volatile List<StoredState> first = List.of();

    /** A test does not outlive its process. */
    @Override
    public boolean commitsWith(EventLog log) {
        return true;
    }

    @Override
    public Optional<StoredState> load(String agent) {
        return states.load(agent);
    }

    @Override
    public void save(StoredState state) {
        states.save(state);
    }

    @Override
    public boolean delete(String agent) {
        return states.delete(agent);
    }

    @Override
    public List<StoredState> list() {
        return states.list();
    }

    /** Remembers what it keeps now. */
    void remember() {
        first = states.list();
    }

    /** Goes back to what it remembers. */
    void reset() {
        states.list().forEach(state -> states.delete(state.agent()));
        first.forEach(states::save);
    }
}
