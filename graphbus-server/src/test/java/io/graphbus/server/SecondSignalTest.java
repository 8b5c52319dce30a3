package io.graphbus.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import sun.misc.Signal;
import sun.misc.SignalHandler;

class SecondSignalTest {

    private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
    private List<SignalHandler> before = List.of();

    @BeforeEach
    void keepWhatWasThere() {
        before =
                List.of(
                        Signal.handle(new Signal("TERM"), signal -> {}),
                        Signal.handle(new Signal("INT"), signal -> {}));
    }

    @AfterEach
    void bringItBack() {
        Signal.handle(new Signal("TERM"), before.get(0));
        Signal.handle(new Signal("INT"), before.get(1));
    }

    @Test
    void aSignalDuringTheStopEndsAtOnceWithTheCodeOfTheSignal() throws InterruptedException {
        closing(Duration.ZERO);

        Signal.raise(new Signal("TERM"));
        assertThat(halts.poll(30, TimeUnit.SECONDS)).isEqualTo(143);
    }

    @Test
    void theSameSignalSentTwiceIsOne() throws InterruptedException {
        closing(Duration.ofDays(1));
        Signal.raise(new Signal("TERM"));
        awaitDispatch();

        closing(Duration.ZERO);
        Signal.raise(new Signal("TERM"));

        assertThat(halts.poll(30, TimeUnit.SECONDS)).isEqualTo(143);
        assertThat(halts).isEmpty();
    }

    /** Signals are given to their handlers in order; which one that is, is looked up then. */
    private static void awaitDispatch() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        Signal marker = new Signal("USR2");
        SignalHandler kept = Signal.handle(marker, signal -> later.countDown());
        Signal.raise(marker);
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        Signal.handle(marker, kept);
    }

    private void closing(Duration same) {
        new SecondSignal(same, halts::add)
                .onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
    }
}
