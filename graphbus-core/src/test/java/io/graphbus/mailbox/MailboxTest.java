package io.graphbus.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {

    private final AtomicInteger saturated = new AtomicInteger();
    private final DrainLoops loops = new DrainLoops(2, saturated::incrementAndGet);

    @AfterEach
    void stop() {
        loops.close();
    }

    private static final class Item extends Mail {
        final int number;

        Item(int number) {
            this.number = number;
        }

        @Override
        protected boolean isDroppable() {
            return true;
        }
    }

    private static class Reader implements Mailbox.Recipient {
        final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        final List<Integer> gone = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void resume(boolean atOnce) {}

        @Override
        public void receive(Mail mail) {
            seen.add(((Item) mail).number);
        }

        @Override
        public void rest() {}

        @Override
        public void pause() {}

        @Override
        public void dropped(Mail mail) {
            gone.add(((Item) mail).number);
        }

        @Override
        public void discarded(Mail mail) {
            gone.add(-((Item) mail).number);
        }
    }

    private static void put(Mailbox box, int number, int level) {
        assertThat(box.reserve(Long.MAX_VALUE)).isTrue();
        box.put(new Item(number), level);
    }

    private static void awaitIdle(Mailbox box) {
        while (!box.isIdle()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void mailOfManyWritersArrivesOnceAndInEachWritersOrder() throws InterruptedException {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 1024, Overflow.BLOCK);
        box.open();
        List<Thread> writers =
                IntStream.range(0, 4)
                        .mapToObj(
                                w ->
                                        new Thread(
                                                () ->
                                                        IntStream.range(0, 20_000)
                                                                .forEach(
                                                                        i ->
                                                                                put(
                                                                                        box,
                                                                                        w * 100_000
                                                                                                + i,
                                                                                        2))))
                        .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        awaitIdle(box);
        assertThat(reader.seen).hasSize(80_000).doesNotHaveDuplicates();
        for (int w = 0; w < 4; w++) {
            int base = w * 100_000;
            assertThat(reader.seen.stream().filter(n -> n / 100_000 * 100_000 == base)).isSorted();
        }
        assertThat(box.waitingMail()).isZero();
        assertThat(box.accepted()).isEqualTo(80_000);
    }

    @Test
    void nothingFlowsBeforeTheMailboxIsOpen() {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 2, Overflow.REJECT);
        put(box, 1, 2);
        assertThat(box.tryEnter()).isFalse();
        assertThat(reader.seen).isEmpty();
        assertThat(box.reserve(2)).isTrue();
        assertThat(box.reserve(2)).isFalse();
        box.cancel();
        box.open();
        awaitIdle(box);
        assertThat(reader.seen).containsExactly(1);
    }

    @Test
    void aTurnIsHadByOneThreadAtATime() {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 10, Overflow.BLOCK);
        box.open();
        assertThat(box.tryEnter()).isTrue();
        assertThat(box.tryEnter()).isFalse();
        put(box, 1, 2);
        assertThat(reader.seen).isEmpty();
        box.leave();
        awaitIdle(box);
        assertThat(reader.seen).containsExactly(1);
    }

    @Test
    void aTicketIsGrantedInItsPlace() {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 10, Overflow.DROP_OLDEST);
        put(box, 1, 2);
        Ticket given = box.queue();
        Ticket ticket = box.queue();
        put(box, 2, 2);
        assertThat(given.settle(Ticket.State.CANCELLED)).isTrue();
        box.open();
        while (ticket.state() == Ticket.State.WAITING) {
            ticket.await(System.nanoTime() + 1_000_000);
        }
        assertThat(ticket.state()).isEqualTo(Ticket.State.GRANTED);
        assertThat(ticket.settle(Ticket.State.CANCELLED)).isFalse();
        assertThat(reader.seen).containsExactly(1);
        box.leave();
        awaitIdle(box);
        assertThat(reader.seen).containsExactly(1, 2);
    }

    @Test
    void aFullMailboxDropsTheLeastUrgentOldestAndNeverATicket() {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 2, Overflow.DROP_OLDEST);
        Ticket ticket = box.queue();
        for (int i = 1; i <= 3; i++) {
            assertThat(box.reserve(2)).isTrue();
            box.put(new Item(i), i == 1 ? 0 : 2);
        }
        assertThat(reader.gone).containsExactly(2);
        assertThat(box.reserve(2)).isTrue();
        box.put(new Item(4), 3);
        assertThat(reader.gone).containsExactly(2, 3);
        assertThat(ticket.settle(Ticket.State.CANCELLED)).isTrue();
        box.open();
        awaitIdle(box);
        assertThat(reader.seen).containsExactly(1, 4);
    }

    @Test
    void aClosedMailboxTurnsEverybodyAway() {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 2, Overflow.BLOCK);
        put(box, 1, 2);
        Ticket ticket = box.queue();
        box.close();
        box.open();
        awaitIdle(box);
        assertThat(reader.gone).containsExactly(-1);
        assertThat(ticket.state()).isEqualTo(Ticket.State.CLOSED);
    }

    @Test
    void whenAllSparesAreStuckTheEngineSaysSo() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        Reader stuck =
                new Reader() {
                    @Override
                    public void receive(Mail mail) {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                };
        List<Mailbox> boxes = new ArrayList<>();
        for (int i = 0; i < DrainLoops.SPARES + 3; i++) {
            Mailbox box = new Mailbox(stuck, loops, 2, Overflow.BLOCK);
            box.open();
            put(box, 1, 2);
            boxes.add(box);
        }
        while (saturated.get() == 0) {
            loops.watch(60);
            Thread.onSpinWait();
        }
        loops.watch(60);
        loops.watch(60);
        assertThat(saturated).hasValue(1);
        assertThat(loops.spares()).isEqualTo(DrainLoops.SPARES);
        gate.countDown();
        boxes.forEach(MailboxTest::awaitIdle);
        while (loops.spares() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRecipientThatThrowsDoesNotEndItsLoop() {
        Reader angry =
                new Reader() {
                    @Override
                    public void receive(Mail mail) {
                        super.receive(mail);
                        throw new IllegalStateException("a fault of the engine");
                    }
                };
        for (Mailbox.Scheduler scheduler : List.of(loops, new VirtualDrain())) {
            angry.seen.clear();
            Mailbox box = new Mailbox(angry, scheduler, 10, Overflow.BLOCK);
            box.open();
            IntStream.range(0, 5).forEach(i -> put(box, i, 2));
            awaitIdle(box);
            assertThat(angry.seen).containsExactly(0, 1, 2, 3, 4);
        }
    }

    private static final class Stepped extends Clock {
        private final AtomicLong millis = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }

    @Test
    void aTimerGoesByItsClock() throws InterruptedException {
        Stepped clock = new Stepped();
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1);
        try (Timer timer = new Timer(clock)) {
            timer.after(Duration.ofHours(2), done::countDown);
            timer.after(Duration.ofHours(1), () -> ran.add("first"));
            timer.after(
                    Duration.ofHours(1),
                    () -> {
                        throw new IllegalStateException("thrown by a task");
                    });
            timer.after(Duration.ofHours(1), () -> ran.add("never")).close();
            clock.millis.set(Duration.ofHours(3).toMillis());
            done.await();
            assertThat(ran).containsExactly("first");
        }
    }

    @Test
    void theTickerGivesTheTimeOfItsClock() throws InterruptedException {
        Stepped clock = new Stepped();
        clock.millis.set(42);
        CountDownLatch watched = new CountDownLatch(3);
        try (Ticker ticker =
                        new Ticker(
                                clock,
                                ms -> {
                                    watched.countDown();
                                    throw new IllegalStateException("watchdog");
                                });
                Ticker real = new Ticker(Clock.systemUTC(), ms -> {})) {
            assertThat(ticker.millis()).isEqualTo(42);
            watched.await();
            long now = System.currentTimeMillis();
            assertThat(real.millis()).isBetween(now - 60_000, now + 60_000);
        }
    }

    /** Never empties anything. */
    private static final Mailbox.Scheduler NOBODY =
            new Mailbox.Scheduler() {
                @Override
                public void schedule(Mailbox mailbox) {}

                @Override
                public boolean isBusy() {
                    return false;
                }
            };

    @Test
    void whoeverLeavesHandsTheTurnToTheThreadsThatWaitInTheirOrder() {
        Mailbox box = new Mailbox(new Reader(), NOBODY, 16, Overflow.BLOCK);
        box.open();
        assertThat(box.tryEnter()).isTrue();
        Ticket first = box.queue();
        Ticket gaveUp = box.queue();
        Ticket second = box.queue();
        gaveUp.settle(Ticket.State.CANCELLED);

        box.leave();
        assertThat(first.state()).isEqualTo(Ticket.State.GRANTED);
        assertThat(second.state()).isEqualTo(Ticket.State.WAITING);

        box.leave();
        assertThat(second.state()).isEqualTo(Ticket.State.GRANTED);
        assertThat(box.tryEnter()).isFalse();

        box.leave();
        assertThat(box.isIdle()).isTrue();
    }

    @Test
    void aThreadThatWaitsDoesNotOvertakeMail() {
        Reader reader = new Reader();
        Mailbox box = new Mailbox(reader, loops, 16, Overflow.BLOCK);
        box.open();
        assertThat(box.tryEnter()).isTrue();
        put(box, 1, 2);
        Ticket ticket = box.queue();
        put(box, 2, 2);

        box.leave();
        while (ticket.state() == Ticket.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(reader.seen).containsExactly(1);

        box.leave();
        awaitIdle(box);
        assertThat(reader.seen).containsExactly(1, 2);
    }

    @Test
    void aClosedMailboxHandsNothingOn() {
        Mailbox box = new Mailbox(new Reader(), loops, 16, Overflow.BLOCK);
        box.open();
        assertThat(box.tryEnter()).isTrue();
        Ticket ticket = box.queue();
        box.close();

        box.leave();
        awaitIdle(box);

        assertThat(ticket.state()).isEqualTo(Ticket.State.CLOSED);
    }
}
