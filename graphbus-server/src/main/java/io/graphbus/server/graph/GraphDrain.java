package io.graphbus.server.graph;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Stops the graph when no new requests are taken any more but those under way can still be
 * answered: between the two ends of the web server.
 */
final class GraphDrain implements SmartLifecycle {

    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 256;

    private final LiveGraph live;
    private volatile boolean running;

    GraphDrain(LiveGraph live) {
        this.live = live;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        live.stop();
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
