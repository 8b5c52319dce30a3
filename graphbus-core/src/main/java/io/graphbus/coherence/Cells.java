package io.graphbus.coherence;

import io.graphbus.agent.Event;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All cells, so many at most; of more, a hundredth of them, those without traffic for longest, is
 * counted together. Usable from any thread.
 */
final class Cells {

    private static final int PART = 100;

    private final Decay decay;
    private final int most;
    private final Histories histories;
    private final Map<CellKey, Cell> cells = new ConcurrentHashMap<>();
    private final Cell other;
    private volatile long folded;

    private record Seen(Cell cell, long lastSeen) {}

    Cells(Decay decay, int most, Histories histories, long millis) {
        this.decay = decay;
        this.most = most;
        this.histories = histories;
        String word = CellEvidence.OTHER;
        this.other = new Cell(new CellKey(word, word, word), decay, histories, millis);
    }

    /** Counts one delivery, see {@link Cell#count}. */
    void count(CellKey key, String version, Outcome outcome, long millis, @Nullable Event event) {
        Cell cell = at(key, millis);
        while (!cell.count(version, outcome, millis, event)) {
            cell = at(key, millis);
        }
    }

    private Cell at(CellKey key, long millis) {
        Cell known = cells.get(key);
        return known == null ? add(key, millis) : known;
    }

    private Cell add(CellKey key, long millis) {
        if (cells.size() >= most) {
            makeRoom(millis);
        }
        return cells.computeIfAbsent(key, k -> new Cell(k, decay, histories, millis));
    }

    private synchronized void makeRoom(long millis) {
        if (cells.size() < most) {
            return;
        }
        List<Seen> oldest =
                cells.values().stream()
                        .map(cell -> new Seen(cell, cell.lastSeen()))
                        .sorted(Comparator.comparingLong(Seen::lastSeen))
                        .limit(Math.max(1, most / PART))
                        .toList();
        for (Seen seen : oldest) {
            cells.remove(seen.cell.key());
            other.absorb(seen.cell.retire(millis), millis);
            folded++;
        }
    }

    int size() {
        return cells.size();
    }

    long folded() {
        return folded;
    }

    synchronized List<CellEvidence> evidence(long millis) {
        List<CellEvidence> all = new ArrayList<>(cells.size() + 1);
        cells.values().forEach(cell -> all.add(cell.evidence(millis)));
        if (folded > 0) {
            all.add(other.evidence(millis));
        }
        return all;
    }

    /** Whether nothing was counted yet. */
    boolean isEmpty() {
        return cells.isEmpty() && folded == 0;
    }

    /** Takes over what was counted before, as of its own moment. */
    synchronized void restore(Evidence evidence) {
        long at = evidence.at().toEpochMilli();
        for (CellEvidence cell : evidence.cells()) {
            if (cell.source().equals(CellEvidence.OTHER)) {
                other.absorb(cell, at);
            } else {
                Cell restored = new Cell(cell, decay, histories, at);
                cells.put(restored.key(), restored);
            }
        }
        folded += evidence.folded();
    }
}
