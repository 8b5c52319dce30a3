package io.graphbus.coherence;

import io.graphbus.agent.Event;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.evidence.VersionEvidence;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what passes from one agent to another over one topic. A delivery that passes, as it is or
 * migrated, in the version of the one before takes no lock, but for the first in a quarter of a
 * second, which brings the counts up to date. Usable from any thread.
 */
final class Cell {

    private static final int VERSIONS = 8;
    private static final int TICK_BITS = 8;
    private static final long BACK = 60_000;

    private final CellKey key;
    private final Decay decay;
    private final Histories histories;
    private volatile Count[] counts = {};
    private volatile @Nullable Count current;
    private volatile long tick;
    private volatile boolean retired;

    private long at;
    private long firstSeen;
    private long changed;
    private double needed;
    private double migrated;
    private double flaps;

    Cell(CellKey key, Decay decay, Histories histories, long millis) {
        this.key = key;
        this.decay = decay;
        this.histories = histories;
        this.at = millis;
        this.firstSeen = millis;
        this.tick = millis >> TICK_BITS;
    }

    /** A cell as it was at a moment. */
    Cell(CellEvidence seen, Decay decay, Histories histories, long millis) {
        this(new CellKey(seen.source(), seen.target(), seen.topic()), decay, histories, millis);
        firstSeen = seen.firstSeen().toEpochMilli();
        needed = seen.needed();
        migrated = seen.migrated();
        flaps = seen.flaps();
        counts = seen.versions().stream().map(Count::new).toArray(Count[]::new);
        current = Arrays.stream(counts).max(Comparator.comparingLong(c -> c.lastSeen)).orElse(null);
    }

    CellKey key() {
        return key;
    }

    /**
     * Counts one delivery.
     *
     * @param event when it was written is asked for only where the version changes; {@code null}
     *     stands for now
     * @return whether it was; a cell that has been counted together with others counts no more
     */
    boolean count(String version, Outcome outcome, long millis, @Nullable Event event) {
        Count count = current;
        if (count == null || !count.version.equals(version)) {
            count = turn(version, millis, event);
        }
        if (millis >> TICK_BITS != tick) {
            settle(millis);
        }
        return switch (outcome) {
            case PASSED -> passed(count.fresh);
            case MIGRATED -> passed(count.freshMigrated);
            case NO_PATH, MIGRATION_FAILED, VIOLATED -> count(count, outcome, millis);
        };
    }

    private boolean passed(LongAdder fresh) {
        fresh.increment();
        return !retired || !takeBack(fresh);
    }

    /** Whether a delivery had come too late to be counted with the others. */
    private synchronized boolean takeBack(LongAdder fresh) {
        boolean late = fresh.sum() > 0;
        if (late) {
            fresh.decrement();
        }
        return late;
    }

    private synchronized boolean count(Count count, Outcome outcome, long millis) {
        if (retired) {
            return false;
        }
        count.lastSeen = Math.max(count.lastSeen, millis);
        remember(count, millis, 1);
        count.refused++;
        needed += outcome.needsMigration() ? 1 : 0;
        return true;
    }

    private void remember(Count count, long millis, long deliveries) {
        histories.add(new SeriesKey(key.topic(), key.source(), count.version), millis, deliveries);
    }

    /**
     * Brings everything to a moment: what passed meanwhile is taken in, all of it fades. A clock
     * that was set back by more than a moment is followed.
     */
    private synchronized void settle(long millis) {
        if (retired) {
            return;
        }
        if (millis < at - BACK) {
            at = millis;
            changed = Math.min(changed, millis);
            for (Count count : counts) {
                count.lastSeen = Math.min(count.lastSeen, millis);
            }
        }
        double factor = decay.factor(millis - at);
        for (Count count : counts) {
            take(count);
            count.fade(factor);
        }
        needed *= factor;
        migrated *= factor;
        flaps *= factor;
        at = Math.max(at, millis);
        tick = at >> TICK_BITS;
    }

    /** Takes in what has just passed. */
    private void take(Count count) {
        long brought = count.freshMigrated.sumThenReset();
        long passed = count.settle(brought, at);
        if (passed > 0) {
            remember(count, at, passed);
        }
        needed += brought;
        migrated += brought;
    }

    /**
     * The count of another version than the current one, which becomes the current one unless the
     * event had been written before that one's first.
     */
    private synchronized Count turn(String version, long millis, @Nullable Event event) {
        settle(millis);
        long written = event == null ? millis : event.time().toEpochMilli();
        Count before = current;
        Count known = find(version);
        if (before != null && written < changed) {
            return known == null ? add(version, millis) : known;
        }
        boolean returns =
                before != null
                        && known != null
                        && known != before
                        && decay.isRemembered(millis - known.lastSeen);
        flaps += returns ? 1 : 0;
        Count next = known == null ? add(version, millis) : known;
        changed = Math.min(written, millis);
        current = next;
        return next;
    }

    private @Nullable Count find(String version) {
        for (Count count : counts) {
            if (count.version.equals(version)) {
                return count;
            }
        }
        return null;
    }

    /** The rarest gives way where there are too many (space saving), never the current one. */
    private Count add(String version, long millis) {
        Count added = new Count(version, millis);
        Count[] all = counts;
        if (all.length < VERSIONS) {
            all = Arrays.copyOf(all, all.length + 1);
            all[all.length - 1] = added;
        } else {
            all = all.clone();
            int rarest = rarest(all);
            added.inherit(all[rarest]);
            all[rarest] = added;
        }
        counts = all;
        return added;
    }

    private int rarest(Count[] all) {
        int rarest = all[0] == current ? 1 : 0;
        for (int i = rarest + 1; i < all.length; i++) {
            if (all[i] != current && all[i].weight() < all[rarest].weight()) {
                rarest = i;
            }
        }
        return rarest;
    }

    /** When something was counted last, nearly. */
    synchronized long lastSeen() {
        long last = firstSeen;
        for (Count count : counts) {
            last = Math.max(last, count.hasFresh() ? at : count.lastSeen);
        }
        return last;
    }

    /** What was counted, as of a moment; after this it counts no more. */
    synchronized CellEvidence retire(long millis) {
        settle(millis);
        retired = true;
        for (Count count : counts) {
            take(count);
        }
        return evidence(millis);
    }

    /** What was counted, as of a moment. */
    synchronized CellEvidence evidence(long millis) {
        settle(millis);
        return new CellEvidence(
                key.source(),
                key.target(),
                key.topic(),
                Arrays.stream(counts).map(Count::evidence).toList(),
                needed,
                migrated,
                flaps,
                Instant.ofEpochMilli(firstSeen),
                Instant.ofEpochMilli(lastSeen()));
    }

    /** Takes in another cell, whose versions are told apart no more. */
    synchronized void absorb(CellEvidence other, long millis) {
        settle(millis);
        Count all = find(CellEvidence.OTHER);
        if (all == null) {
            all = add(CellEvidence.OTHER, millis);
        }
        for (VersionEvidence version : other.versions()) {
            all.passed += version.passed();
            all.refused += version.refused();
            all.lastSeen = Math.max(all.lastSeen, version.lastSeen().toEpochMilli());
        }
        firstSeen = Math.min(firstSeen, other.firstSeen().toEpochMilli());
        needed += other.needed();
        migrated += other.migrated();
    }
}
