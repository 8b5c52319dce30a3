package io.graphbus.mailbox;

import io.graphbus.conduct.Conductor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties each mailbox on a virtual thread of its own: for agents that wait for files, networks or
 * locks, and for engines that are conducted.
 */
public final class VirtualDrain implements Mailbox.Scheduler {

    private static final Logger log = LoggerFactory.getLogger(VirtualDrain.class);

    private final Conductor conductor = Conductor.current();

    @Override
    public void schedule(Mailbox mailbox) {
        conductor.start("graphbus-blocking", mailbox.recipient, () -> drain(mailbox));
    }

    private static void drain(Mailbox mailbox) {
        try {
            Stint stint = new Stint();
            stint.yield = true;
            mailbox.drain(stint);
        } catch (Throwable e) { // a thread's edge
            log.error("The engine failed while emptying a mailbox", e);
            mailbox.leave();
        }
    }

    @Override
    public boolean isBusy() {
        return conductor.interrupts();
    }
}
