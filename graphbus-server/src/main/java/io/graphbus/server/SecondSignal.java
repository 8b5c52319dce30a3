package io.graphbus.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import sun.misc.Signal;

/**
 * Ends the process at once when it is told to stop again while it stops. What comes right after the
 * first signal is taken for the same one: some send it to a process and to its group.
 */
final class SecondSignal implements ApplicationListener<ContextClosedEvent> {

    private static final Duration SAME = Duration.ofSeconds(1);

    private final Duration same;
    private final IntConsumer halt;
    private final AtomicBoolean listening = new AtomicBoolean();

    SecondSignal() {
        this(SAME, Runtime.getRuntime()::halt);
    }

    /**
     * For another end than the process's.
     *
     * @param same how long further signals are ignored
     */
    SecondSignal(Duration same, IntConsumer halt) {
        this.same = same;
        this.halt = halt;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (listening.compareAndSet(false, true)) {
            long begun = System.nanoTime();
            for (String name : List.of("TERM", "INT")) {
                Signal.handle(new Signal(name), signal -> again(signal, begun));
            }
        }
    }

    private void again(Signal signal, long begun) {
        if (System.nanoTime() - begun >= same.toNanos()) {
            halt.accept(128 + signal.getNumber());
        }
    }
}
