package io.graphbus.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has been handed out is not held on to. */
@Timeout(60)
class LinkedMailTest {

    private final DrainLoops loops = new DrainLoops(1, () -> {});

    private static final class Deaf implements Mailbox.Recipient {
        @Override
        public void resume(boolean atOnce) {}

        @Override
        public void receive(Mail mail) {}

        @Override
        public void rest() {}

        @Override
        public void pause() {}

        @Override
        public void dropped(Mail mail) {}

        @Override
        public void discarded(Mail mail) {}
    }

    /** Takes the turn as a caller does that has to wait for it. */
    private static WeakReference<Ticket> taken(Mailbox box) {
        Ticket ticket = box.queue();
        while (ticket.state() == Ticket.State.WAITING) {
            ticket.await(System.nanoTime() + 1_000_000);
        }
        box.leave();
        return new WeakReference<>(ticket);
    }

    @Test
    void aMailboxAtRestForgetsWhoHadTheTurn() {
        Mailbox box = new Mailbox(new Deaf(), loops, 10, Overflow.BLOCK);
        box.open();
        WeakReference<Ticket> ticket = taken(box);
        for (int i = 0; i < 20 && ticket.get() != null; i++) {
            System.gc();
        }
        loops.close();
        assertThat(ticket.get()).isNull();
        assertThat(box.isIdle()).isTrue();
    }
}
