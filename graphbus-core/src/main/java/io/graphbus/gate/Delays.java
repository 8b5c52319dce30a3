package io.graphbus.gate;

import io.graphbus.bus.Topics;
import io.graphbus.mailbox.Timer;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.stack.Headroom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that are to be published later, at most {@value #MAX} at a time. They are not part of the
 * bus before their time has come; those that still wait when the graph stops are given up. Usable
 * from any thread.
 */
public final class Delays implements AutoCloseable {

    /** How many events may be put off at the same time. */
    public static final int MAX = 100_000;

    private static final Logger log = LoggerFactory.getLogger(Delays.class);

    private final Timer timer;
    private final AtomicInteger waiting = new AtomicInteger();

    public Delays(Timer timer) {
        this.timer = timer;
    }

    /**
     * Publishes after a delay; at once, but not on this thread, when it is zero or negative.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_TOPIC}, {@code BUS_OVERLOADED}
     */
    public void after(Duration delay, String topic, Runnable publish) {
        Headroom.require();
        Topics.requireTopic(topic);
        if (waiting.incrementAndGet() > MAX) {
            waiting.decrementAndGet();
            throw Problem.of(
                            ProblemCode.BUS_OVERLOADED,
                            topic,
                            MAX + " delayed events wait already",
                            "Put fewer events off, or for a shorter time.")
                    .toException();
        }
        try {
            timer.after(delay, () -> publish(publish));
        } catch (VirtualMachineError e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    private void publish(Runnable publish) {
        waiting.decrementAndGet();
        publish.run();
    }

    /** Events whose time has not come. */
    public int waiting() {
        return waiting.get();
    }

    /** Says what is given up; the timer has been closed before. */
    @Override
    public void close() {
        int lost = waiting.getAndSet(0);
        if (lost > 0) {
            log.warn("{} delayed events were given up by the stop", lost);
        }
    }
}
