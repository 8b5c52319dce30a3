package io.graphbus.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Handled> handled = new ArrayList<>();
    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});

    private final Runnable halt;
    private volatile Duration longest;

    private StopSignal(Duration longest, Runnable halt) {
        this.longest = longest;
        this.halt = halt;
    }

    public static StopSignal listen() {
        return listen(LONGEST, () -> Runtime.getRuntime().halt(143));
    }

    /**
     * Listens.
     *
     * @param longest how long what is stopped may take to end
     * @param halt what happens if it takes longer
     */
    static StopSignal listen(Duration longest, Runnable halt) {
        StopSignal stop = new StopSignal(longest, halt);
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
        Thread.ofPlatform().daemon().name("graphbus-last-resort").start(this::haltInTheEnd);
        action.get().run();
    }

    /** Whoever asked for the end gets it, unless what was asked has ended by itself. */
    private void haltInTheEnd() {
        try {
            if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                halt.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done at once when told, on another thread: a start may have to be given up. */
    public void then(Runnable stop) {
        action.set(stop);
        if (isTold()) {
            stop.run();
        }
    }

    /** How long what is stopped may take to end, if not as long as usual. */
    void within(Duration limit) {
        longest = limit;
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
        ended.countDown();
        handled.forEach(h -> Signal.handle(h.signal(), h.before()));
    }
}
