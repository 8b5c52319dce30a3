package io.graphbus.chain;

import io.graphbus.mailbox.Mailbox;
import io.graphbus.stack.Shocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has finished what threads without stack or memory left half done. Usable from any thread. */
final class Aftershocks {

    private static final Logger log = LoggerFactory.getLogger(Aftershocks.class);

    private final Runnable publishes;
    private final Mailbox[][] agents;
    private volatile int seen = Shocks.count;

    /**
     * Finishes these.
     *
     * @param publishes finishes events that were half published
     * @param agents the mailboxes of each
     */
    Aftershocks(Runnable publishes, Mailbox[][] agents) {
        this.publishes = publishes;
        this.agents = agents;
    }

    /** Looks whether there is something to be finished; to be called often. */
    void look() {
        if (Shocks.count != seen) {
            finish();
        }
    }

    private synchronized void finish() {
        int before = seen;
        seen = Shocks.count;
        try {
            publishes.run();
            for (Mailbox[] boxes : agents) {
                for (Mailbox box : boxes) {
                    box.steady();
                }
            }
        } catch (VirtualMachineError e) {
            seen = before;
            log.warn("What a thread without stack or memory left could not be finished yet", e);
        }
    }
}
