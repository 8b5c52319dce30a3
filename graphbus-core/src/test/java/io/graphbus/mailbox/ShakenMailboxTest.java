package io.graphbus.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.stack.Shocks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors of the virtual machine that hit whoever brings mail or gives a turn back. */
class ShakenMailboxTest {

    private static final int NORMAL = PriorityMail.NORMAL;

    private final Reader reader = new Reader();
    private final Shaky loops = new Shaky();
    private final Mailbox box = new Mailbox(reader, loops, 2, Overflow.BLOCK);

    private static final class Item extends Mail {
        @Override
        protected boolean isDroppable() {
            return true;
        }
    }

    /** Is hit by errors when told to, after or before it has done its work. */
    private static final class Shaky implements Mailbox.Scheduler {
        private final Deque<Mailbox> ready = new ArrayDeque<>();
        private boolean failsBefore;
        private boolean failsAfter;

        @Override
        public void schedule(Mailbox mailbox) {
            if (failsBefore) {
                throw new StackOverflowError("pretended");
            }
            ready.add(mailbox);
            if (failsAfter) {
                throw new OutOfMemoryError("pretended");
            }
        }

        @Override
        public boolean isBusy() {
            return false;
        }

        private void run() {
            failsBefore = false;
            failsAfter = false;
            Mailbox next;
            while ((next = ready.poll()) != null) {
                next.drain(new Stint());
            }
        }
    }

    private static final class Reader implements Mailbox.Recipient {
        private final List<Mail> seen = new ArrayList<>();
        private boolean failsToDrop;
        private int resumed;

        @Override
        public void resume(boolean atOnce) {
            resumed++;
        }

        @Override
        public void receive(Mail mail) {
            seen.add(mail);
        }

        @Override
        public void rest() {}

        @Override
        public void pause() {}

        @Override
        public void dropped(Mail mail) {
            if (failsToDrop) {
                throw new StackOverflowError("pretended");
            }
        }

        @Override
        public void discarded(Mail mail) {}
    }

    private void put(Mailbox to) {
        assertThat(to.reserve(to.capacity())).isTrue();
        to.put(new Item(), NORMAL);
    }

    @Test
    void mailWhoseReaderCouldNotBeCalledIsReadLater() {
        box.open();
        loops.failsBefore = true;
        int before = Shocks.count;
        put(box);
        assertThat(Shocks.count).isEqualTo(before + 1);
        assertThat(loops.ready).isEmpty();
        loops.failsBefore = false;
        box.steady();
        loops.run();
        assertThat(reader.seen).hasSize(1);
        assertThat(box.isIdle()).isTrue();
    }

    @Test
    void aMailboxThatIsScheduledTwiceIsEmptiedOnce() {
        box.open();
        loops.failsAfter = true;
        put(box);
        loops.failsAfter = false;
        box.steady();
        assertThat(loops.ready).hasSize(2);
        loops.run();
        assertThat(reader.seen).hasSize(1);
        assertThat(reader.resumed).isEqualTo(1);
        assertThat(box.isIdle()).isTrue();
    }

    @Test
    void aTurnGivenBackWithoutStackIsNotLost() {
        box.open();
        assertThat(box.tryEnter()).isTrue();
        put(box);
        loops.failsBefore = true;
        box.leave();
        loops.failsBefore = false;
        box.steady();
        loops.run();
        assertThat(reader.seen).hasSize(1);
        assertThat(box.tryEnter()).isTrue();
    }

    @Test
    void whatCannotBeMendedYetIsMendedLater() {
        box.open();
        loops.failsBefore = true;
        put(box);
        assertThatThrownBy(box::steady).isInstanceOf(StackOverflowError.class);
        loops.failsBefore = false;
        box.steady();
        loops.run();
        assertThat(reader.seen).hasSize(1);
    }

    @Test
    void aPlaceThatWasTakenInVainIsGivenBack() {
        Mailbox full = new Mailbox(reader, loops, 1, Overflow.DROP_OLDEST);
        put(full);
        reader.failsToDrop = true;
        assertThatThrownBy(() -> full.reserve(1)).isInstanceOf(StackOverflowError.class);
        assertThat(full.waitingMail()).isEqualTo(1);
        full.steady();
        assertThat(full.waitingMail()).isZero();
        full.open();
        assertThat(full.isIdle()).isTrue();
    }

    @Test
    void aMailboxThatIsFineIsLeftAlone() {
        box.open();
        put(box);
        box.steady();
        assertThat(loops.ready).hasSize(1);
    }
}
