package io.graphbus.durable.progress;

import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Mark;
import io.graphbus.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Positions that could not be seen when later ones could: their transactions are under way, or will
 * never be seen. Used by one thread at a time.
 */
public final class Gaps {

    private final EventLog log;
    private List<Gap> gaps = new ArrayList<>();

    /** Of events that not everybody has taken, who has. */
    private final Map<Long, Set<Object>> takers = new HashMap<>();

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

    /** Whether a position was missing and cannot be seen yet. */
    public boolean isMissing(long position) {
        return contains(position) && !takers.containsKey(position);
    }

    /** Who has taken an event by now. */
    public Set<Object> takers(long position) {
        return takers.computeIfAbsent(position, at -> new HashSet<>());
    }

    /** Somebody has taken an event, perhaps one that others have not. */
    public void took(long position, Object who) {
        takers.computeIfPresent(
                position,
                (at, known) -> {
                    known.add(who);
                    return known;
                });
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
     */
    public void close(Predicate<StoredEvent> seen) {
        List<Gap> left = new ArrayList<>();
        for (Gap gap : gaps) {
            boolean over = log.isOver(gap.mark);
            long next = gap.from;
            for (StoredEvent event : visible(gap)) {
                if (!over && event.position() > next) {
                    left.add(new Gap(next, event.position() - 1, gap.mark));
                }
                if (!seen.test(event)) {
                    left.add(new Gap(event.position(), event.position(), gap.mark));
                }
                next = event.position() + 1;
            }
            if (!over && next <= gap.to) {
                left.add(new Gap(next, gap.to, gap.mark));
            }
        }
        gaps = left;
        takers.keySet().removeIf(position -> !contains(position));
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

    /** Tells of every position that somebody may still be given, up to a last one. */
    public void each(Object who, long last, LongConsumer to) {
        for (Gap gap : gaps) {
            for (long at = gap.from; at <= Math.min(gap.to, last); at++) {
                if (!takers.getOrDefault(at, Set.of()).contains(who)) {
                    to.accept(at);
                }
            }
        }
    }
}
