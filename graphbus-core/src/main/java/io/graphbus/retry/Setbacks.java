package io.graphbus.retry;

import io.graphbus.bus.Subscriber;
import io.graphbus.mailbox.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/** What goes wrong in one subscription: how many deliveries back off, and the log of it. */
public final class Setbacks {

    private final AtomicInteger retrying = new AtomicInteger();
    private final FailureLog attempts;
    private final FailureLog dead;

    public Setbacks(Logger log, Timer timer, Subscriber of) {
        String handler = of.agent() + "." + of.handler();
        FailureFields fields = new FailureFields(of.agent(), of.id());
        attempts = new FailureLog(log, timer, handler + " failed", fields);
        dead = new FailureLog(log, timer, handler + " gave up", fields);
    }

    void retrying(int change) {
        retrying.addAndGet(change);
    }

    /** Deliveries that wait for another attempt. */
    public int retrying() {
        return retrying.get();
    }

    /** For attempts that will be followed by another one. */
    public FailureLog attempts() {
        return attempts;
    }

    /** For deliveries that are given up. */
    public FailureLog dead() {
        return dead;
    }

    /** Tells what has not been told yet. */
    public void close() {
        attempts.close();
        dead.close();
    }
}
