package io.graphbus.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits for the process to be told to stop. The usual way, a shutdown hook, could not end with exit
 * code 0; a second signal while stopping ends the process at once.
 */
public final class StopSignal implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private record Handled(Signal signal, SignalHandler before) {}

    private final CountDownLatch told = new CountDownLatch(1);
    private final List<Handled> handled = new ArrayList<>();
    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});

    private StopSignal() {}

    public static StopSignal listen() {
        StopSignal stop = new StopSignal();
        for (String name : List.of("TERM", "INT", "HUP")) {
            Signal signal = new Signal(name);
            stop.handled.add(new Handled(signal, Signal.handle(signal, s -> stop.tell())));
        }
        return stop;
    }

    private void tell() {
        if (told.getCount() == 0) {
            Runtime.getRuntime().halt(130);
        }
        told.countDown();
        Thread.ofPlatform().daemon().name("graphbus-last-resort").start(StopSignal::haltInTheEnd);
        action.get().run();
    }

    private static void haltInTheEnd() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
        Runtime.getRuntime().halt(143);
    }

    /** What is done at once when told, on another thread: a start may have to be given up. */
    public void then(Runnable stop) {
        action.set(stop);
        if (isTold()) {
            stop.run();
        }
    }

    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** Returns once a signal has come, or the thread was interrupted. */
    public void await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        handled.forEach(h -> Signal.handle(h.signal(), h.before()));
    }
}
