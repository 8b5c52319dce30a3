package io.graphbus.coherence.kept;

import io.graphbus.coherence.evidence.Snapshot;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps it as long as the process lives. Safe for use by many threads. */
public final class InMemoryCoherenceStore implements CoherenceStore {

    private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();

    @Override
    public Optional<Snapshot> load() {
        return Optional.ofNullable(last.get());
    }

    @Override
    public void save(Snapshot snapshot) {
        last.set(snapshot);
    }

    @Override
    public String setAside() {
        last.set(null);
        return "nowhere";
    }
}
