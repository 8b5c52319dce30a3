package io.graphbus.durable.append;

import io.graphbus.mailbox.Timer;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.StoredEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Appends events that were kept for later when their time has come, by the graph's clock. */
public final class Releases {

    private static final int PORTION = 500;
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final EventLog log;
    private final Timer timer;
    private final Clock clock;
    private final Runnable stir;
    private long lastLook = System.nanoTime() - LOOK;
    private volatile boolean due;

    /**
     * Nothing is due yet.
     *
     * @param stir has {@link #release} called soon
     */
    public Releases(EventLog log, Timer timer, Clock clock, Runnable stir) {
        this.log = log;
        this.timer = timer;
        this.clock = clock;
        this.stir = stir;
    }

    /** Something is due at that time. */
    public void at(Instant time) {
        timer.after(Duration.between(clock.instant(), time), this::isDue);
    }

    private void isDue() {
        due = true;
        stir.run();
    }

    /** Whether something is due that has not been appended. */
    public boolean isWaiting() {
        return due;
    }

    /** Appends what is due, and hands it on; whether there may be more. By one thread at a time. */
    public boolean release(Consumer<StoredEvent> released) {
        if (!due && System.nanoTime() - lastLook < LOOK) {
            return false;
        }
        lastLook = System.nanoTime();
        due = false;
        List<StoredEvent> events = log.release(clock.instant(), PORTION);
        events.forEach(released);
        if (events.size() < PORTION) {
            log.nextDue().filter(next -> !next.isAfter(clock.instant())).ifPresent(x -> due = true);
        } else {
            due = true;
        }
        return due;
    }
}
