package io.graphbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Overflow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A watchdog interrupts work that may end at the same moment: whoever was interrupted knows it, and
 * nobody else is. Not under jcstress, because a slot belongs to the thread that makes it.
 */
@Timeout(600)
class SlotRaceTest {

    private static final int ROUNDS = Boolean.getBoolean("graphbus.soak") ? 20_000 : 600;

    /** An engine that nobody asks anything. */
    private static final class Nobody implements Mailbox.Recipient, Mailbox.Scheduler {
        @Override
        public void resume(boolean atOnce) {}

        @Override
        public void receive(Mail mail) {}

        public void rest() {}

        @Override
        public void pause() {}

        @Override
        public void dropped(Mail mail) {}

        @Override
        public void discarded(Mail mail) {}

        @Override
        public void schedule(Mailbox mailbox) {}

        @Override
        public boolean isBusy() {
            return false;
        }
    }

    /** Watches one execution and interrupts it whenever it works, until told to end. */
    private static final class Watchdog extends Thread {
        final AtomicReference<Execution> watched = new AtomicReference<>();
        volatile boolean ended;
        volatile int interrupts;

        @Override
        public void run() {
            while (!ended) {
                Execution execution = watched.get();
                long started = execution == null ? 0 : execution.startedNanos();
                if (started != 0
                        && !execution.isExpired()
                        && execution.slot.interrupt(execution, started)) {
                    interrupts++;
                }
            }
        }
    }

    @Test
    void everyInterruptBelongsToTheWorkThatTookTooLong() throws InterruptedException {
        Nobody nobody = new Nobody();
        Executions executions = new Executions(freed -> {});
        Lane lane = new Lane("Agent", 0, l -> new Mailbox(nobody, nobody, 1, Overflow.BLOCK));
        Watchdog watchdog = new Watchdog();
        int expired = 0;
        int stray = 0;
        Execution execution = executions.enterDrain(lane, 1);
        watchdog.watched.set(execution);
        watchdog.start();
        for (int i = 0; i < ROUNDS; i++) {
            execution.begin("work", null, System.nanoTime());
            work(TimeUnit.MICROSECONDS.toNanos(600 + i * 7L % 900));
            expired += execution.end() ? 1 : 0;
            stray += Thread.interrupted() ? 1 : 0;
        }
        watchdog.ended = true;
        watchdog.join();
        stray += Thread.interrupted() ? 1 : 0;
        executions.leaveDrain(execution);
        assertThat(stray).isZero();
        assertThat(expired).isEqualTo(watchdog.interrupts).isPositive();
    }

    private static void work(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
