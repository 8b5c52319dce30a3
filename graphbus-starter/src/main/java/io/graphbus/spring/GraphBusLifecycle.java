package io.graphbus.spring;

import io.graphbus.GraphBus;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the graph before the web server takes requests and stops it after the last one has been
 * answered. Stopping drains on a thread of its own, so that the application's shutdown timeout
 * holds.
 */
final class GraphBusLifecycle implements SmartLifecycle {

    /** Boot's web server starts and stops in phase {@code DEFAULT_PHASE - 2048}. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private final GraphBus bus;

    GraphBusLifecycle(GraphBus bus) {
        this.bus = bus;
    }

    @Override
    public void start() {
        bus.start();
    }

    @Override
    public void stop() {
        bus.stop();
    }

    @Override
    public void stop(Runnable callback) {
        Thread.ofPlatform()
                .name("graphbus-stop")
                .start(
                        () -> {
                            try {
                                stop();
                            } finally {
                                callback.run();
                            }
                        });
    }

    @Override
    public boolean isRunning() {
        return bus.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
