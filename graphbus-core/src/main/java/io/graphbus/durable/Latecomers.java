package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.durable.progress.Gaps;
import io.graphbus.store.log.StoredEvent;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Events that can be seen after later ones, since their transactions took longer. Each subscription
 * that has passed one is given it as soon as it has room, and nothing further before. Used by the
 * pump's thread.
 */
final class Latecomers {

    /** How often they are looked for at most, unless something follows them. */
    static final long PACE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Gaps gaps;
    private final Pump.Feeds feeds;
    private long last;

    /**
     * None yet.
     *
     * @param gaps which progress is told from; guarded by themselves
     */
    Latecomers(Gaps gaps, Pump.Feeds feeds) {
        this.gaps = gaps;
        this.feeds = feeds;
    }

    boolean areNone() {
        return gaps.isEmpty();
    }

    boolean areDue() {
        return System.nanoTime() - last >= PACE;
    }

    /** Positions that are missing now. */
    void expect(long from, long to) {
        synchronized (gaps) {
            gaps.add(from, to);
        }
    }

    /** Gives what can be seen by now; what follows it by its key must not be given before. */
    void look() {
        synchronized (gaps) {
            if (!gaps.isEmpty()) {
                feeds.all().forEach(feed -> feed.owes = false);
                gaps.close(this::give);
            }
        }
        last = System.nanoTime();
    }

    /** Whether all who have passed it have it. */
    private boolean give(StoredEvent event) {
        long position = event.position();
        Envelope mine = feeds.restored(event);
        Set<Object> takers = gaps.takers(position);
        boolean all = true;
        for (Feed feed : feeds.all()) {
            if (!takers.contains(feed) && feed.isLateFor(position, mine)) {
                if (feed.hasLateRoom()) {
                    feeds.begin(feed, position, mine, true);
                    takers.add(feed);
                } else {
                    feed.owes = true;
                    all = false;
                }
            }
        }
        return all;
    }

    /** Begins an event that a subscription has come to; false when it cannot be yet. */
    boolean begin(Feed feed, long position, Envelope event) {
        if (gaps.isMissing(position) || !feeds.begin(feed, position, event, false)) {
            return false;
        }
        synchronized (gaps) {
            gaps.took(position, feed);
        }
        feed.read = position;
        return true;
    }
}
