package io.graphbus.chain;

import io.graphbus.conduct.Conductor;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * Says whether agents have anything to do. A look begins where the last one found work, so that it
 * costs little while there still is some, however many agents there are. Usable from any thread.
 */
public final class Quiet {

    /** The answer when there is work. */
    public static final long NOT = -1;

    private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(200);

    private final Turns turns;
    private final Timer timer;
    private final Aftershocks aftershocks;
    private final BooleanSupplier kept;
    private final Mailbox[][] agents;
    private volatile int busy;

    /**
     * Looks at these.
     *
     * @param publishes finishes events that were half published
     * @param kept whether all events that are kept somewhere have been delivered
     * @param agents the mailboxes of each
     */
    public Quiet(
            Turns turns,
            Timer timer,
            Runnable publishes,
            BooleanSupplier kept,
            Mailbox[][] agents) {
        this.turns = turns;
        this.timer = timer;
        this.kept = kept;
        this.agents = agents;
        this.aftershocks = new Aftershocks(publishes, agents);
    }

    /** Waits until nothing runs and nothing waits; says whether that came about in time. */
    public boolean await(Duration timeout, IntPredicate counts) {
        settle();
        Conductor waiting = Conductor.current();
        long deadline = waiting.nanoTime() + timeout.toNanos();
        while (!isIdle(counts)) {
            if (waiting.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            waiting.park(this, LOOK_AGAIN);
        }
        return true;
    }

    /** Has finished what threads without stack or memory left half done. */
    public void settle() {
        aftershocks.look();
    }

    /**
     * Looks twice: work may move behind the first look's back, but not without an event being put
     * somewhere. Timed work that is due counts: it is about to be put somewhere.
     */
    private boolean isIdle(IntPredicate counts) {
        long before = look(counts);
        return before >= 0 && timer.isQuiet() && kept.getAsBoolean() && before == look(counts);
    }

    /**
     * A number that is the same twice when nobody had anything to do in between; {@link #NOT} when
     * somebody has.
     *
     * @param counts whether the work of an agent, told by its place, matters
     */
    public long look(IntPredicate counts) {
        if (turns.asyncCalls() > 0) {
            return NOT;
        }
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
