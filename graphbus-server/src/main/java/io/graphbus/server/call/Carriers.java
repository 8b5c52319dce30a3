package io.graphbus.server.call;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps virtual threads going while some of them never let go of the platform thread that carries
 * them, as an agent does that computes or spins: virtual threads are not time-sliced, so two of
 * these would stop a server of two processors. A small virtual thread is started every few
 * milliseconds; when it does not come to run in time, the scheduler gets one carrier more, and the
 * operating system shares the processors between them. What was added is given back after a calm
 * while.
 */
@Component
class Carriers implements SmartLifecycle {

    /** Of virtual threads that hold on to their carrier, this many are made up for. */
    static final int MOST_SPARES = 200;

    private static final Logger log = LoggerFactory.getLogger(Carriers.class);
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration CALM = Duration.ofSeconds(10);

    /** Before everything that takes requests. */
    private static final int PHASE = DEFAULT_PHASE - 8192;

    private final VirtualThreadSchedulerMXBean scheduler =
            Objects.requireNonNull(
                    ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class));
    private final int usual = scheduler.getParallelism();
    private final Duration calm;
    private volatile boolean running;
    private volatile boolean answered;
    private volatile long askedAt;
    private long raisedAt;

    Carriers() {
        this(CALM);
    }

    /**
     * @param calm how long carriers must suffice before what was added is given back
     */
    Carriers(Duration calm) {
        this.calm = calm;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            Thread.ofPlatform().daemon().name("graphbus-carriers").start(this::watch);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void watch() {
        ask();
        while (running) {
            LockSupport.parkNanos(BEAT.toNanos());
            beat(System.nanoTime());
        }
        scheduler.setParallelism(usual);
    }

    private void beat(long now) {
        int carriers = scheduler.getParallelism();
        if (answered) {
            if (carriers > usual && now - raisedAt > calm.toNanos()) {
                giveBack(now, carriers);
            }
            ask();
        } else if (now - askedAt > PATIENCE.toNanos() && carriers < usual + MOST_SPARES) {
            raise(carriers);
        }
    }

    /**
     * Asks again from another thread: the scheduler makes a carrier when a task comes in that finds
     * its queue empty, and which queue that is depends on the thread it comes from. A carrier that
     * was allowed but is not there yet may so come with a later question.
     */
    private void raise(int carriers) {
        askedAt = raisedAt = System.nanoTime();
        if (scheduler.getPoolSize() >= carriers) {
            if (carriers == usual) {
                log.warn(
                        "Virtual threads did not come to run for {} ms: agents keep the processors"
                                + " busy. Others go on by spare carrier threads",
                        PATIENCE.toMillis());
            }
            scheduler.setParallelism(carriers + 1);
        }
        Thread.ofPlatform().daemon().name("graphbus-carriers-ask").start(this::ask);
    }

    /** As many as are still held on to stay. */
    private void giveBack(long now, int carriers) {
        int needed = Math.max(usual, scheduler.getMountedVirtualThreadCount() + 1);
        raisedAt = now;
        if (needed < carriers) {
            scheduler.setParallelism(needed);
        }
    }

    private void ask() {
        answered = false;
        askedAt = System.nanoTime();
        Thread.ofVirtual().start(() -> answered = true);
    }
}
