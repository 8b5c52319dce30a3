package io.graphbus.chain;

import io.graphbus.mailbox.Mailbox;
import java.util.function.IntPredicate;

/**
 * Says whether agents have anything to do. A look begins where the last one found work, so that it
 * costs little while there still is some, however many agents there are. Usable from any thread.
 */
public final class Quiet {

    /** The answer when there is work. */
    public static final long NOT = -1;

    private final Mailbox[][] agents;
    private volatile int busy;

    /**
     * Looks at these.
     *
     * @param agents the mailboxes of each
     */
    public Quiet(Mailbox[][] agents) {
        this.agents = agents;
    }

    /**
     * A number that is the same twice when nobody had anything to do in between; {@link #NOT} when
     * somebody has.
     *
     * @param counts whether the work of an agent, told by its place, matters
     */
    public long look(IntPredicate counts) {
        long sum = 0;
        int first = busy;
        for (int i = 0; i < agents.length; i++) {
            int at = (first + i) % agents.length;
            boolean matters = counts.test(at);
            for (Mailbox box : agents[at]) {
                if (matters && !box.isIdle()) {
                    busy = at;
                    return NOT;
                }
                sum += box.accepted();
            }
        }
        return sum;
    }
}
