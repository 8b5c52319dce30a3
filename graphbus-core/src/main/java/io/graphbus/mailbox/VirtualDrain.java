package io.graphbus.mailbox;

import io.graphbus.conduct.Conductor;

/**
 * Empties each mailbox on a virtual thread of its own: for agents that wait for files, networks or
 * locks, and for engines that are conducted.
 */
public final class VirtualDrain implements Mailbox.Scheduler {

    private final Conductor conductor = Conductor.current();

    @Override
    public void schedule(Mailbox mailbox) {
        conductor.start("graphbus-blocking", mailbox.recipient, () -> drain(mailbox));
    }

    private static void drain(Mailbox mailbox) {
        Stint stint = new Stint();
        stint.yield = true;
        try {
            mailbox.drain(stint);
        } catch (Throwable e) { // a thread's edge
            stint.giveUp(mailbox, e);
        }
    }

    @Override
    public boolean isBusy() {
        return conductor.interrupts();
    }
}
