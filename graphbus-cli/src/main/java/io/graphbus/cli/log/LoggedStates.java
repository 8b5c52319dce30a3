package io.graphbus.cli.log;

import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The states beside an event log, which is open only while something is done. */
public final class LoggedStates implements StateStore {

    private final Path data;

    /** Those of a data directory that has an event log. */
    public LoggedStates(Path data) {
        this.data = data;
    }

    private <T> T opened(Function<StateStore, T> work) {
        try (EventFile file = EventFile.open(data)) {
            return work.apply(file.states());
        }
    }

    @Override
    public Optional<StoredState> load(String agent) {
        return opened(states -> states.load(agent));
    }

    @Override
    public void save(StoredState state) {
        opened(
                states -> {
                    states.save(state);
                    return true;
                });
    }

    @Override
    public boolean delete(String agent) {
        return opened(states -> states.delete(agent));
    }

    @Override
    public void setAside(String agent) {
        opened(
                states -> {
                    states.setAside(agent);
                    return true;
                });
    }

    /** Meanwhile no other process can open it. */
    @Override
    public <T> T unused(Supplier<T> work) {
        return opened(states -> work.get());
    }

    @Override
    public List<StoredState> list() {
        return opened(StateStore::list);
    }
}
