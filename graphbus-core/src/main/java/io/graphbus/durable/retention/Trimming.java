package io.graphbus.durable.retention;

import io.graphbus.problem.GraphBusException;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from a log what is not to be kept any more, from time to time on a thread of its own,
 * until it is closed. What does not go, because the database or the archive is away, goes later.
 */
public final class Trimming implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Trimming.class);
    private static final int PORTION = 500;

    private final EventLog events;
    private final Retention retention;
    private final InstantSource clock;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder expired = new LongAdder();
    private @Nullable Thread thread;
    private boolean failed;

    /**
     * Nothing is removed before it is started.
     *
     * @param pause from one look at the log to the next
     */
    public Trimming(EventLog events, Retention retention, InstantSource clock, Duration pause) {
        this.events = events;
        this.retention = retention;
        this.clock = clock;
        this.pause = pause;
    }

    /** Begins to look at the log, after a first pause. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("graphbus-retention").start(this::run);
        }
    }

    private void run() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                trimIfPossible();
            }
        } catch (InterruptedException e) {
            log.debug("Nothing is removed from the log any more", e);
        }
    }

    /** One that does not work is told once, until one does. */
    private void trimIfPossible() {
        try {
            trim();
            expire();
            events.names().expire(clock.instant(), 20 * PORTION);
            failed = false;
        } catch (GraphBusException e) {
            if (!failed) {
                log.warn("Events stay in the log: {}", e.problem());
            }
            failed = true;
        }
    }

    /**
     * Removes what is not to be kept now.
     *
     * @return how many events
     */
    public long trim() {
        Duration age = retention.age();
        Instant before = age.isZero() ? null : clock.instant().minus(age);
        long removed = before == null ? 0 : events.trim(before, 0, archive());
        if (retention.count() > 0) {
            removed += events.trim(null, retention.count(), archive());
        }
        if (removed > 0) {
            log.debug("{} events were removed from the log", removed);
        }
        return removed;
    }

    /**
     * Throws dead letters away that have lain still for too long.
     *
     * @return how many
     */
    public int expire() {
        if (retention.letters().isZero()) {
            return 0;
        }
        Instant before = clock.instant().minus(retention.letters());
        DeadLetters.Filter old =
                new DeadLetters.Filter(null, null, null, null, Status.DEAD, null, before);
        int gone = 0;
        List<DeadLetter> page;
        do {
            page = events.deadLetters().list(old, null, PORTION);
            gone += events.deadLetters().remove(page.stream().map(DeadLetter::id).toList());
        } while (page.size() == PORTION);
        expired.add(gone);
        if (gone > 0) {
            log.warn(
                    "{} dead letters have been thrown away: nobody replayed them within {}",
                    gone,
                    retention.letters());
        }
        return gone;
    }

    /** How many dead letters have been thrown away here because they had lain for too long. */
    public long expired() {
        return expired.sum();
    }

    private Consumer<List<StoredEvent>> archive() {
        return retention.archive() == null ? some -> {} : new Archive(retention.archive())::write;
    }

    /** Ends when what is being removed is. */
    @Override
    public void close() {
        closed.countDown();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
