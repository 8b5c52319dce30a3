package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.durable.progress.Gaps;
import io.graphbus.durable.progress.Pages;
import io.graphbus.durable.progress.Tail;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.StoredEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from the log to the mailboxes of subscriptions that have room, on one thread: fresh
 * ones of this process as they are, others by reading them.
 */
final class Pump implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(Pump.class);
    private static final long BLOCKED = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long AWAY = TimeUnit.MILLISECONDS.toNanos(200);

    private final Pages pages;
    private final Tail tail;
    private final Latecomers latecomers;
    private final Feeds feeds;
    private final Consumer<Problem> problems;
    private final long poll;
    private final Thread thread;
    private final Repeats repeats;
    private volatile boolean stirred;
    private volatile boolean paused;
    private volatile boolean stopped;
    private volatile boolean behind = true;
    private volatile long horizon;
    private long lastPoll;
    private boolean away;

    /** The subscriptions, and how events get into their mailboxes. */
    interface Feeds {

        List<Feed> all();

        void claim();

        /** An event that is read, as this graph's. */
        Envelope restored(StoredEvent event);

        boolean release();

        /** Begins a delivery; false when there is no room for it. */
        boolean begin(Feed feed, long position, Envelope event, boolean late);
    }

    Pump(
            EventLog log,
            Tail tail,
            Gaps gaps,
            Repeats repeats,
            Feeds feeds,
            Durability durability,
            Consumer<Problem> problems) {
        this.pages = new Pages(log);
        this.tail = tail;
        this.latecomers = new Latecomers(gaps, feeds);
        this.repeats = repeats;
        this.feeds = feeds;
        long least = log.parts() > 1 ? 0 : TimeUnit.SECONDS.toNanos(1);
        this.poll = Math.max(durability.poll().toNanos(), least);
        this.problems = problems;
        this.thread = new Thread(this, "graphbus-pump");
        thread.setDaemon(true);
    }

    void start(long first) {
        horizon = first;
        thread.start();
    }

    long horizon() {
        return horizon;
    }

    void stir() {
        if (!stirred) {
            stirred = true;
            LockSupport.unpark(thread);
        }
    }

    void pause() {
        paused = true;
    }

    boolean isIdle() {
        return paused || (!behind && repeats.isEmpty() && tail.newest() <= horizon);
    }

    void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            stirred = false;
            if (!step() && !stirred) {
                LockSupport.parkNanos(this, nap());
            }
        }
    }

    private long nap() {
        long idle = latecomers.areNone() ? poll : Math.min(poll, Latecomers.PACE);
        return away ? AWAY : Math.min(idle, behind ? BLOCKED : idle);
    }

    /** Does what can be done now; whether there may be more. */
    private boolean step() {
        try {
            feeds.claim();
            if (paused) {
                return false;
            }
            boolean more = feeds.release();
            long seen = tail.newest(); // what these follow by their keys can be seen by now
            boolean news = seen > horizon || System.nanoTime() - lastPoll >= poll;
            if (news || latecomers.areDue()) {
                latecomers.look();
            }
            more |= advance(seen);
            boolean late = false;
            for (Feed feed : feeds.all()) {
                more |= !feed.live && catchUp(feed);
                late |= !feed.live && !feed.hold.isOn();
            }
            repeats.begin();
            behind = late;
            if (away) {
                logger.info("The event log can be read again");
            }
            away = false;
            return more;
        } catch (GraphBusException e) {
            if (!away && !stopped) {
                away = true;
                problems.accept(e.problem());
            }
            return false;
        } catch (RuntimeException | Error e) { // nothing may end this thread
            if (!away) {
                away = true;
                logger.error("Events of the log could not be delivered; it is tried again", e);
            }
            return false;
        }
    }

    private boolean advance(long seen) {
        long next = horizon + 1;
        int taken = 0;
        while (taken < Pages.MOST) {
            Envelope fresh = tail.at(next);
            if (fresh != null) {
                if (next > seen) {
                    return true;
                }
                give(next, fresh);
                horizon = next++;
                taken++;
            } else {
                if (tail.newest() < next && System.nanoTime() - lastPoll < poll) {
                    return false;
                }
                lastPoll = System.nanoTime();
                int read = read(next);
                if (read == 0) {
                    return false;
                }
                taken += read;
                next = horizon + 1;
            }
        }
        return true;
    }

    private int read(long from) {
        List<StoredEvent> page = pages.after(from - 1).events();
        if (!page.isEmpty()) {
            latecomers.look();
        }
        long next = from;
        for (StoredEvent event : page) {
            if (event.position() > next) {
                latecomers.expect(next, event.position() - 1);
            }
            give(event);
            next = event.position() + 1;
            horizon = event.position();
            tail.reached(horizon);
        }
        return page.size();
    }

    private void give(StoredEvent event) {
        Envelope known = tail.at(event.position());
        if (known != null || feeds.all().stream().anyMatch(feed -> feed.live)) {
            give(event.position(), known != null ? known : feeds.restored(event));
        }
    }

    private void give(long position, Envelope event) {
        for (Feed feed : feeds.all()) {
            if (feed.live) {
                feed.live = feeds.begin(feed, position, event, false);
                feed.read = feed.live ? position : feed.read; // also what is not for it
            }
        }
    }

    /** Begins what a subscription has not looked at; whether there may be more. */
    private boolean catchUp(Feed feed) {
        int taken = 0;
        while (taken < Pages.MOST && feed.hasRoom()) {
            long next = feed.read + 1;
            if (next > horizon) {
                feed.live = true;
                return false;
            }
            Envelope fresh = tail.at(next);
            if (fresh != null) {
                if (!latecomers.begin(feed, next, fresh)) {
                    return false;
                }
                taken++;
            } else if (!readFor(feed)) {
                return false;
            } else {
                taken += Pages.MOST / 2;
            }
        }
        return taken >= Pages.MOST;
    }

    /** Reads a page for a subscription that is behind; false when there was no room for all. */
    private boolean readFor(Feed feed) {
        long last = horizon;
        Pages.Page page = pages.after(feed.read);
        for (StoredEvent event : page.events()) {
            if (event.position() > last) {
                break;
            }
            Envelope known = tail.at(event.position());
            Envelope mine = known != null ? known : feeds.restored(event);
            if (!latecomers.begin(feed, event.position(), mine)) {
                return false;
            }
        }
        if (page.isLast() || page.events().getLast().position() > last) {
            feed.read = last;
        }
        return true;
    }
}
