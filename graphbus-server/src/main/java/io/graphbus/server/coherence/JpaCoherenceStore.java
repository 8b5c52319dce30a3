package io.graphbus.server.coherence;

import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.kept.CoherenceStore;
import io.graphbus.coherence.kept.SnapshotText;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of coherence, in the database. */
@Component
@Transactional
class JpaCoherenceStore implements CoherenceStore {

    private static final String CURRENT = "current";
    private static final String DAMAGED = "damaged";
    private static final String TABLE = "graphbus_coherence";

    private final CoherenceRepository kept;
    private final Clock clock;

    JpaCoherenceStore(CoherenceRepository kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Snapshot> load() {
        return kept.findById(CURRENT).map(row -> SnapshotText.read(row.snapshot(), TABLE));
    }

    @Override
    public void save(Snapshot snapshot) {
        kept.save(new CoherenceEntity(CURRENT, clock.instant(), SnapshotText.of(snapshot)));
    }

    @Override
    public String setAside() {
        kept.findById(CURRENT)
                .ifPresent(
                        row -> {
                            kept.save(new CoherenceEntity(DAMAGED, row.savedAt(), row.snapshot()));
                            kept.delete(row);
                        });
        return "row '" + DAMAGED + "' of " + TABLE;
    }
}
