package io.graphbus.server.database;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Opens the data layer: before the web server starts when the database answers at once, else as
 * soon as it does. Used by the thread that starts the application.
 */
public final class DatabaseStart implements SmartLifecycle {

    /** Before everything that needs the database and is started by phases. */
    public static final int PHASE = DEFAULT_PHASE - 6144;

    private final DatabaseWatch watch;
    private final DataLayer layer;
    private final EntityManagerFactory entities;
    private final List<Runnable> postponed = new ArrayList<>();
    private boolean open;
    private volatile boolean ready;
    private volatile boolean running;

    DatabaseStart(DatabaseWatch watch, DataLayer layer, EntityManagerFactory entities) {
        this.watch = watch;
        this.layer = layer;
        this.entities = entities;
    }

    /** Does a part of the start that needs the database: now, or as soon as it answers. */
    public void whenOpen(Runnable work) {
        if (open) {
            work.run();
        } else {
            postponed.add(work);
        }
    }

    /** Whether the database has answered and everything that waited for it is done. */
    boolean isReady() {
        return ready;
    }

    @Override
    public void start() {
        ready = open || tryToOpen();
        running = true;
    }

    /** Opens the data layer and does what was postponed; false when the database is away. */
    boolean tryToOpen() {
        if (!open) {
            if (!watch.answers()) {
                failIfHopeless();
                return false;
            }
            try {
                layer.open(entities);
            } catch (RuntimeException e) {
                if (watch.answers()) {
                    throw e;
                }
                return false;
            }
            open = true;
        }
        postponed.forEach(Runnable::run);
        postponed.clear();
        ready = true;
        return true;
    }

    private void failIfHopeless() {
        watch.outage()
                .filter(DatabaseWatch.Outage::isHopeless)
                .ifPresent(
                        outage -> {
                            throw watch.probe()
                                    .problem(outage.refusal())
                                    .toException(outage.refusal());
                        });
    }

    @Override
    public void stop() {
        running = false;
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
