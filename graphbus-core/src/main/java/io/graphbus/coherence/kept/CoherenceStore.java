package io.graphbus.coherence.kept;

import io.graphbus.coherence.evidence.Snapshot;
import java.util.Optional;

/** Keeps what a tracker knows from one run to the next. Safe for use by many threads. */
public interface CoherenceStore {

    /**
     * What was saved last.
     *
     * @throws io.graphbus.problem.GraphBusException {@code COHERENCE_DAMAGED} when it cannot be
     *     made out
     */
    Optional<Snapshot> load();

    /** That nobody else keeps something here; until it is closed, or its process ends. */
    interface Claim extends AutoCloseable {

        @Override
        void close();
    }

    /** Lets one at a time keep something here; empty while another does. */
    default Optional<Claim> claim() {
        return Optional.of(() -> {});
    }

    /** Takes the place of what was saved before, as a whole or not at all. */
    void save(Snapshot snapshot);

    /** Puts what cannot be made out where it is in nobody's way, and says where. */
    String setAside();
}
