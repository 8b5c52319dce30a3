package io.graphbus.server.coherence;

import io.graphbus.server.database.DatabaseStart;
import io.graphbus.spring.coherence.CoherenceKeeping;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/** Goes on from what the database has, before the first graph is activated. */
class CoherenceStart implements SmartLifecycle {

    private static final int PHASE = DatabaseStart.PHASE + 1024;

    private final DatabaseStart database;
    private final ObjectProvider<CoherenceKeeping> keeping;
    private volatile boolean running;

    /**
     * @param keeping absent where coherence is switched off
     */
    CoherenceStart(DatabaseStart database, ObjectProvider<CoherenceKeeping> keeping) {
        this.database = database;
        this.keeping = keeping;
    }

    @Override
    public void start() {
        database.whenOpen(() -> keeping.ifAvailable(CoherenceKeeping::open));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        keeping.ifAvailable(CoherenceKeeping::close);
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
