package io.graphbus.mailbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties each mailbox on a virtual thread of its own: for agents that wait for files, networks or
 * locks.
 */
public final class VirtualDrain implements Mailbox.Scheduler {

    private static final Logger log = LoggerFactory.getLogger(VirtualDrain.class);

    @Override
    public void schedule(Mailbox mailbox) {
        Thread.ofVirtual().name("graphbus-blocking").start(() -> drain(mailbox));
    }

    private static void drain(Mailbox mailbox) {
        try {
            mailbox.drain(new Stint());
        } catch (Throwable e) { // a thread's edge
            log.error("The engine failed while emptying a mailbox", e);
            mailbox.leave();
        }
    }

    @Override
    public boolean isBusy() {
        return false;
    }
}
