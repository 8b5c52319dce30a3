package io.graphbus.durable.progress;

import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Progress.Range;
import io.graphbus.store.log.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** How far one part of a subscription is, here. But for whether it is ours, guarded by its feed. */
public final class Part {

    private static final Counts ONE = new Counts(1, 0, 0, 0, 0, 0, 0);
    private static final Counts COMPLETED = new Counts(0, 1, 0, 0, 0, 0, 0);
    private static final Counts DEAD = new Counts(0, 0, 1, 0, 0, 0, 0);
    private static final Counts EXPIRED = new Counts(0, 0, 0, 1, 0, 0, 0);
    private static final Counts FILTERED = new Counts(0, 0, 0, 0, 1, 0, 0);
    private static final Counts CANCELLED = new Counts(0, 0, 0, 0, 0, 1, 0);
    private static final Counts REPLAY = new Counts(0, 0, 0, 0, 0, 0, 1);

    /** Tells of positions that are not settled. */
    @FunctionalInterface
    public interface Holes {

        /** Those up to the last one, in any order. */
        void each(long last, LongConsumer to);
    }

    private final int number;
    private Counts counts = Counts.NONE;
    private List<Range> done = List.of();
    private long cursor;

    /** Positions up to this one have been begun, or were none of this part's. */
    private long begun;

    private long looked;

    private @Nullable Progress saved;
    private final AtomicInteger again = new AtomicInteger();
    private volatile boolean owned;
    private volatile int epoch;
    private final Set<Long> left = new TreeSet<>();
    private boolean closing;
    private volatile boolean touched;

    public Part(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean isOwned() {
        return owned;
    }

    /**
     * It is ours from now on, and as far as was kept. What is settled, or put off, and not told of
     * by the progress is counted: whoever had this part before ended before that.
     *
     * @param waiting positions that were put off
     * @param finished positions that were completed, perhaps after they were put off
     */
    public void own(Progress kept, List<Long> waiting, Set<Long> finished) {
        done = kept.done();
        cursor = kept.cursor();
        begun = cursor;
        looked = cursor;
        counts = kept.counts();
        saved = kept;
        touched = false;
        Map<Long, Fate> untold = new TreeMap<>();
        finished.forEach(position -> untold.put(position, Fate.COMPLETED));
        waiting.forEach(position -> untold.put(position, Fate.PUT_OFF));
        untold.keySet().removeIf(this::isDone);
        untold.values().forEach(this::passed);
        done = with(done, untold.keySet());
        owned = true;
    }

    private static List<Range> with(List<Range> ranges, Set<Long> positions) {
        List<Range> all = new ArrayList<>(ranges);
        positions.forEach(position -> all.add(new Range(position, position)));
        all.sort(Comparator.comparing(Range::from));
        List<Range> joined = new ArrayList<>();
        for (Range range : all) {
            if (!joined.isEmpty() && joined.getLast().to() + 1 == range.from()) {
                joined.add(new Range(joined.removeLast().from(), range.to()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void disown() {
        epoch++;
        closing = false;
        owned = false;
    }

    /**
     * It is to be given up once what is in hand has ended: nothing further is begun, and what is
     * kept of it goes no further than this.
     *
     * @param read positions up to this one have been looked at
     */
    public void closing(long read) {
        if (!closing) {
            looked = Math.max(looked, read);
            left.clear();
            closing = true;
        }
    }

    /** So many more are under way once more. */
    void again(int change) {
        again.addAndGet(change);
    }

    /** How many are under way once more. */
    public int again() {
        return again.get();
    }

    public boolean isClosing() {
        return closing;
    }

    /** Whether deliveries of it may be begun. */
    public boolean takesMore() {
        return owned && !closing;
    }

    /**
     * Whether a position is to be begun here. While it is closing, one that was a gap is left to
     * the next owner.
     *
     * @param late whether later positions may have been begun
     */
    public boolean wants(long position, boolean late) {
        boolean open = late ? !isDone(position) : !isBegun(position);
        if (open && late && closing) {
            left.add(position);
        }
        return open && takesMore();
    }

    /** Changes whenever it is given up: what was begun or put off before is not ours any more. */
    public int epoch() {
        return epoch;
    }

    /** Whether a position has been looked at for it. */
    public boolean hasPassed(long position) {
        return position <= Math.max(looked, begun);
    }

    public long cursor() {
        return cursor;
    }

    /** Whether a position need not be begun any more. */
    public boolean isBegun(long position) {
        return position <= begun || isDone(position);
    }

    /** Whether a position was settled before this part was ours. */
    public boolean isDone(long position) {
        if (position <= cursor) {
            return true;
        }
        for (Range range : done) {
            if (position >= range.from() && position <= range.to()) {
                return true;
            }
        }
        return false;
    }

    public void begun(long position) {
        begun = Math.max(begun, position);
    }

    /** A delivery that was begun in order is settled, or put off. */
    public void passed(Fate fate) {
        if (fate == Fate.GONE) {
            return;
        }
        counts = counts.plus(ONE).plus(of(fate));
        touched = true;
    }

    /** A delivery that had been put off is settled. */
    public void settled(Fate fate) {
        counts = counts.plus(of(fate));
        touched = true;
    }

    /** A replay is settled. */
    public void replayed(Fate fate) {
        counts = counts.plus(ONE).plus(REPLAY).plus(of(fate));
        touched = true;
    }

    private static Counts of(Fate fate) {
        return switch (fate) {
            case COMPLETED -> COMPLETED;
            case DEAD -> DEAD;
            case EXPIRED -> EXPIRED;
            case FILTERED -> FILTERED;
            case CANCELLED -> CANCELLED;
            case PUT_OFF, GONE -> Counts.NONE;
        };
    }

    /** Positions up to this one were looked at for it, although others may begin anew before. */
    public void looked(long position) {
        if (!closing) {
            looked = Math.max(looked, position);
        }
    }

    /** Whether nobody else has kept anything of it since it was ours. */
    public boolean isKeptAs(Progress stored) {
        return stored.equals(saved);
    }

    /** Something of it has been settled since it was saved. */
    public void touch() {
        touched = true;
    }

    public boolean isTouched() {
        return touched;
    }

    /**
     * What is to be kept of it now; {@code null} when that is kept already.
     *
     * @param looked positions up to this one have been looked at
     */
    public @Nullable Progress progress(Reader reader, long looked, Holes holes) {
        touched = false;
        long read = closing ? this.looked : Math.max(looked, this.looked);
        List<Long> open = new ArrayList<>();
        if (closing) {
            open.addAll(left);
        }
        holes.each(read, open::add);
        open.sort(null);
        long settled = open.isEmpty() ? read : open.getFirst() - 1;
        List<Range> beyond = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            long from = open.get(i) + 1;
            long to = i + 1 < open.size() ? open.get(i + 1) - 1 : read;
            if (from <= to) {
                beyond.add(new Range(from, to));
            }
        }
        for (Range range : done) {
            if (range.to() > read) {
                beyond.add(new Range(Math.max(range.from(), read + 1), range.to()));
            }
        }
        Progress now = new Progress(reader, number, Math.max(settled, cursor), beyond, counts);
        if (now.equals(saved)) {
            return null;
        }
        saved = now;
        return now;
    }
}
