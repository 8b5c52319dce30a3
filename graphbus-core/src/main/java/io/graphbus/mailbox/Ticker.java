package io.graphbus.mailbox;

import io.graphbus.conduct.Conductor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's pulse, one thread: keeps a time that is cheap to read while events flow, and has
 * executions watched. It sleeps while nobody asks for the time.
 */
public final class Ticker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    static final long STUCK_MILLIS = 100;

    private static final long WATCH_MILLIS = 20;
    private static final int QUIET_TICKS = 200;
    private static final VarHandle PULSE = pulseField();

    private final Clock clock;
    private final boolean system;
    private final LongConsumer watch;
    private final Runnable felt;
    private final Thread thread;
    private volatile long millis;
    private volatile long nanos;
    private volatile long pulse;
    private volatile boolean asked;
    private volatile boolean closed;

    /**
     * Starts the pulse; a conducted engine has none.
     *
     * @param watch called about every 20 ms of real time, with the milliseconds since the last time
     */
    public Ticker(Clock clock, LongConsumer watch) {
        this(clock, watch, () -> {});
    }

    /**
     * Starts the pulse; a conducted engine has none.
     *
     * @param watch called about every 20 ms of real time, with the milliseconds since the last time
     * @param felt called with every pulse
     */
    public Ticker(Clock clock, LongConsumer watch, Runnable felt) {
        this.felt = felt;
        this.clock = clock;
        this.system = clock.equals(Clock.system(clock.getZone()));
        this.watch = watch;
        thread = new Thread(this::run, "graphbus-ticker");
        thread.setDaemon(true);
        if (!Conductor.current().conducts()) {
            thread.start();
        }
    }

    /**
     * Milliseconds since the epoch, at most a few behind for the system's clock and exact for any
     * other.
     */
    public long millis() {
        if (!system) {
            return clock.millis();
        }
        if (!asked) {
            asked = true;
        }
        long coarse = millis;
        return coarse != 0 ? coarse : wake();
    }

    private long wake() {
        LockSupport.unpark(thread);
        return clock.millis();
    }

    /** {@link System#nanoTime()}, about a millisecond behind. */
    public long nanos() {
        if (!asked) {
            asked = true;
        }
        long coarse = nanos;
        return coarse != 0 ? coarse : System.nanoTime();
    }

    /**
     * A number that changes about every millisecond, more rarely while nothing is published, and
     * with every {@link #beat}.
     */
    public long pulse() {
        return pulse;
    }

    /** Changes the pulse now. */
    public void beat() {
        PULSE.getAndAdd(this, 1L);
    }

    private void run() {
        int quiet = 0;
        long tick = 0;
        while (!closed) {
            settleInterrupts();
            quiet = asked ? 0 : quiet + 1;
            asked = false;
            if (quiet > QUIET_TICKS) {
                millis = 0;
                nanos = 0;
                tick();
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS));
                look();
            } else {
                millis = clock.millis();
                nanos = System.nanoTime();
                tick();
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
                if (++tick % WATCH_MILLIS == 0) {
                    look();
                }
            }
        }
    }

    /** Whoever interrupts this thread must not make it run without a pause. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private static void settleInterrupts() {
        Thread.interrupted();
    }

    private void tick() {
        beat();
        felt.run();
    }

    private void look() {
        try {
            watch.accept(WATCH_MILLIS);
        } catch (Throwable e) { // a thread's edge
            log.error("The engine's watchdog failed", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private static VarHandle pulseField() {
        try {
            return MethodHandles.lookup().findVarHandle(Ticker.class, "pulse", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
