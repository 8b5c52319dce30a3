package io.graphbus.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Virtual threads that never let go of their carriers. */
class CarriersTest {

    private static final long PATIENCE = 60;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int usual = scheduler.getParallelism();
    private final Carriers carriers = new Carriers(Duration.ofMillis(200));
    private final List<Thread> spinners = new ArrayList<>();
    private volatile boolean spin = true;

    @BeforeEach
    void start() {
        carriers.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        spin = false;
        for (Thread spinner : spinners) {
            spinner.join();
        }
        carriers.stop();
    }

    @Test
    void othersGoOnWhileMoreThreadsSpinThanThereAreProcessors() throws InterruptedException {
        spinOnAllCarriers();

        assertThat(somethingElseRuns()).isTrue();
        assertThat(scheduler.getParallelism()).isGreaterThan(usual);
    }

    @Test
    void whatWasAddedIsGivenBackWhenItIsCalm() throws InterruptedException {
        spinOnAllCarriers();
        assertThat(somethingElseRuns()).isTrue();

        spin = false;

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (scheduler.getParallelism() > usual && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(scheduler.getParallelism()).isEqualTo(usual);
    }

    private void spinOnAllCarriers() throws InterruptedException {
        int many = 2 * usual;
        var spinning = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            spinners.add(Thread.startVirtualThread(() -> spin(spinning)));
        }
        assertThat(spinning.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    private void spin(CountDownLatch spinning) {
        spinning.countDown();
        while (spin) {
            Thread.onSpinWait();
        }
    }

    private static boolean somethingElseRuns() throws InterruptedException {
        var ran = new CountDownLatch(1);
        Thread.startVirtualThread(ran::countDown);
        return ran.await(PATIENCE, TimeUnit.SECONDS);
    }
}
