package io.graphbus.spring.coherence;

import org.springframework.context.SmartLifecycle;

/** Opens what is kept before the graph starts, and closes it after the graph has stopped. */
final class CoherenceLifecycle implements SmartLifecycle {

    private static final int PHASE = DEFAULT_PHASE - 5120;

    private final CoherenceKeeping keeping;
    private volatile boolean running;

    CoherenceLifecycle(CoherenceKeeping keeping) {
        this.keeping = keeping;
    }

    @Override
    public void start() {
        keeping.open();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        keeping.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
