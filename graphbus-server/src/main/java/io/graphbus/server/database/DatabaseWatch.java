package io.graphbus.server.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database answers. When it stops answering, that is told once; it is asked again
 * in the background with growing pauses until it is back, which is told once too. Usable from any
 * thread.
 */
class DatabaseWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

    /** An answer this young is believed, so that a crowd of failures asks once. */
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final DatabaseProbe probe;
    private final Lock asking = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Outage outage;
    private @Nullable Long answeredAt;

    DatabaseWatch(DatabaseProbe probe) {
        this.probe = probe;
    }

    DatabaseProbe probe() {
        return probe;
    }

    /** The time without a database that goes on now. */
    Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    /**
     * Whether the database answers, found out by asking it. To be called when a connection could
     * not be had or broke.
     */
    boolean answers() {
        asking.lock();
        try {
            if (outage != null) {
                return false;
            }
            if (answeredAt != null && System.nanoTime() - answeredAt < BELIEVED.toNanos()) {
                return true;
            }
            SQLException refusal = probe.refusal();
            if (refusal == null) {
                answeredAt = System.nanoTime();
                return true;
            }
            begin(refusal);
            return false;
        } finally {
            asking.unlock();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** A first answer that only the user can mend ends the start; nobody goes on asking. */
    private void begin(SQLException refusal) {
        var begun = new Outage(System.nanoTime(), refusal);
        outage = begun;
        if (answeredAt == null && begun.isHopeless()) {
            return;
        }
        log.warn(
                "The database at {} does not answer ({}). It is asked again until it does; what"
                        + " needs it is answered with 503 until then.",
                probe.place(),
                DatabaseProbe.reason(refusal));
        Thread.ofVirtual().name("graphbus-database").start(() -> askUntilBack(begun));
    }

    private void askUntilBack(Outage begun) {
        Duration pause = FIRST_PAUSE;
        long reminded = begun.since;
        while (!isClosedAfter(pause)) {
            SQLException refusal = probe.refusal();
            if (refusal == null) {
                end(begun);
                return;
            }
            begun.refusedAgain(refusal);
            if (System.nanoTime() - reminded > BETWEEN_REMINDERS.toNanos()) {
                reminded = System.nanoTime();
                log.warn(
                        "The database at {} has not answered for {} s ({}).",
                        probe.place(),
                        begun.duration().toSeconds(),
                        DatabaseProbe.reason(refusal));
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private void end(Outage begun) {
        asking.lock();
        try {
            outage = null;
            answeredAt = System.nanoTime();
        } finally {
            asking.unlock();
        }
        log.info(
                "The database at {} answers again after {} s.",
                probe.place(),
                begun.duration().toSeconds());
        begun.over.complete(null);
    }

    private boolean isClosedAfter(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A time without a database. */
    static final class Outage {

        private final long since;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private final CompletableFuture<Void> hopeless = new CompletableFuture<>();
        private volatile SQLException refusal;

        private Outage(long since, SQLException refusal) {
            this.since = since;
            this.refusal = refusal;
        }

        /**
         * Completed when the database answers again, or refuses in a way that only its user can
         * mend.
         */
        CompletableFuture<?> overOrHopeless() {
            return CompletableFuture.anyOf(over, hopeless);
        }

        boolean isHopeless() {
            return DatabaseProbe.isFinal(refusal);
        }

        private void refusedAgain(SQLException again) {
            refusal = again;
            if (isHopeless()) {
                hopeless.complete(null);
            }
        }

        /** What the database, or the way to it, said last. */
        SQLException refusal() {
            return refusal;
        }

        Duration duration() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }
}
