package io.graphbus.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail that arrives is looked at by a loop that has nothing to do. */
@Timeout(120)
class DrainLoopsTest {

    private static final class Work extends Mail {
        private final Runnable run;

        Work(Runnable run) {
            this.run = run;
        }
    }

    private static class Worker implements Mailbox.Recipient {
        @Override
        public void resume(boolean atOnce) {}

        @Override
        public void receive(Mail mail) {
            ((Work) mail).run.run();
        }

        @Override
        public void rest() {}

        @Override
        public void pause() {}

        @Override
        public void dropped(Mail mail) {}

        @Override
        public void discarded(Mail mail) {}
    }

    private static Mailbox box(DrainLoops loops) {
        Mailbox box = new Mailbox(new Worker(), loops, 100, Overflow.BLOCK);
        box.open();
        return box;
    }

    /** Without a watchdog, a wake-up that goes to a loop at work would leave mail lying. */
    @Test
    void mailIsNotLeftLyingWhileALoopSleeps() throws InterruptedException {
        AtomicInteger left = new AtomicInteger();
        try (DrainLoops loops = new DrainLoops(2, () -> {})) {
            Mailbox waiting = box(loops);
            Mailbox waited = box(loops);
            for (int i = 0; i < 20_000 && left.get() == 0; i++) {
                CountDownLatch came = new CountDownLatch(1);
                CountDownLatch done = new CountDownLatch(1);
                waiting.put(new Work(() -> wait(came, done, left)), 2);
                for (int spin = i % 97; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                waited.put(new Work(came::countDown), 2);
                done.await();
            }
        }
        assertThat(left).hasValue(0);
    }

    private static void wait(CountDownLatch came, CountDownLatch done, AtomicInteger left) {
        try {
            if (!came.await(5, TimeUnit.SECONDS)) {
                left.incrementAndGet();
            }
        } catch (InterruptedException e) {
            left.incrementAndGet();
        }
        done.countDown();
    }

    /** A loop that is replaced while all of them are ended must not leave its spare behind. */
    @Test
    void noLoopOutlivesTheEnd() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            DrainLoops loops = new DrainLoops(1, () -> {});
            CountDownLatch begun = new CountDownLatch(1);
            box(loops)
                    .put(
                            new Work(
                                    () -> {
                                        begun.countDown();
                                        loops.beforeWaiting();
                                    }),
                            PriorityMail.NORMAL);
            begun.await();
            loops.close();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread) && thread.getName().startsWith("graphbus-loop")) {
                    thread.join(5_000);
                    assertThat(thread.isAlive()).as("%s in round %d", thread, i).isFalse();
                }
            }
        }
    }

    private static final class Forgetful extends Worker {
        private final AtomicInteger open = new AtomicInteger();

        @Override
        public void resume(boolean atOnce) {
            open.incrementAndGet();
        }

        @Override
        public void pause() {
            open.decrementAndGet();
        }
    }

    private static void failIn(Mailbox box) {
        Runnable failing =
                () -> {
                    throw new OutOfMemoryError("played");
                };
        box.put(new Work(failing), PriorityMail.NORMAL);
        while (!box.isIdle()) {
            Thread.onSpinWait();
        }
    }

    /** What the recipient began is ended, and a loop with nothing to do is not taken for stuck. */
    @Test
    void aFailureOfTheEngineEndsTheDrain() {
        Forgetful failing = new Forgetful();
        try (DrainLoops loops = new DrainLoops(1, () -> {})) {
            Mailbox box = new Mailbox(failing, loops, 100, Overflow.BLOCK);
            box.open();
            failIn(box);
            assertThat(failing.open).hasValue(0);
            for (int i = 0; i < 20; i++) {
                loops.watch(20);
            }
            assertThat(loops.spares()).isZero();
        }
    }
}
