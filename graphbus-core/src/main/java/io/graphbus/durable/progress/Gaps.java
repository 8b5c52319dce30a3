package io.graphbus.durable.progress;

import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Mark;
import io.graphbus.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Positions that could not be seen when later ones could: their transactions are under way, or will
 * never be seen. Used by one thread at a time.
 */
public final class Gaps {

    private final EventLog log;
    private List<Gap> gaps = new ArrayList<>();

    public Gaps(EventLog log) {
        this.log = log;
    }

    private record Gap(long from, long to, Mark mark) {}

    public boolean isEmpty() {
        return gaps.isEmpty();
    }

    /** Whether a position was missing and has not been handed over. */
    public boolean contains(long position) {
        for (Gap gap : gaps) {
            if (position >= gap.from && position <= gap.to) {
                return true;
            }
        }
        return false;
    }

    /** Positions that are missing now. */
    public void add(long from, long to) {
        if (gaps.stream().anyMatch(gap -> gap.from == from && gap.to == to)) {
            return;
        }
        gaps.add(new Gap(from, to, log.mark()));
    }

    /**
     * Looks again, hands over what can be seen now, and forgets what never will be.
     *
     * @param seen takes an event; what it refuses it is offered again later
     * @return whether everything that can be seen was taken
     */
    public boolean close(Predicate<StoredEvent> seen) {
        boolean all = true;
        List<Gap> left = new ArrayList<>();
        for (Gap gap : gaps) {
            boolean over = log.isOver(gap.mark);
            long next = gap.from;
            for (StoredEvent event : visible(gap)) {
                if (!over && event.position() > next) {
                    left.add(new Gap(next, event.position() - 1, gap.mark));
                }
                if (!seen.test(event)) {
                    all = false;
                    left.add(new Gap(event.position(), event.position(), gap.mark));
                }
                next = event.position() + 1;
            }
            if (!over && next <= gap.to) {
                left.add(new Gap(next, gap.to, gap.mark));
            }
        }
        gaps = left;
        return all;
    }

    private List<StoredEvent> visible(Gap gap) {
        List<StoredEvent> visible = new ArrayList<>();
        long after = gap.from - 1;
        while (after < gap.to) {
            int limit = (int) Math.min(500, gap.to - after);
            List<StoredEvent> page = log.after(after, limit);
            page.stream().filter(event -> event.position() <= gap.to).forEach(visible::add);
            if (page.size() < limit) {
                break;
            }
            after = page.getLast().position();
        }
        return visible;
    }

    /** Tells of every position that may still be seen, up to a last one. */
    public void each(long last, LongConsumer to) {
        for (Gap gap : gaps) {
            for (long at = gap.from; at <= Math.min(gap.to, last); at++) {
                to.accept(at);
            }
        }
    }
}
