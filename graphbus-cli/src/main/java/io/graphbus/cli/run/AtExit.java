package io.graphbus.cli.run;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Something that is done when the process is told to end. To be closed after whatever that
 * something ends, or both might be cut short.
 */
final class AtExit implements AutoCloseable {

    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});
    private final Thread hook = new Thread(() -> action.get().run(), "graphbus-exit");

    private AtExit() {}

    static AtExit listen() {
        AtExit exit = new AtExit();
        Runtime.getRuntime().addShutdownHook(exit.hook);
        return exit;
    }

    void then(Runnable work) {
        action.set(work);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            action.set(() -> {}); // the process is ending already
        }
    }
}
