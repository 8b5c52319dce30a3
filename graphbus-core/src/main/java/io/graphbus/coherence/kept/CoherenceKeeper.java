package io.graphbus.coherence.kept;

import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.kept.CoherenceStore.Claim;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a tracker knows: goes on from it, saves it once a minute, and when it is closed. What
 * is damaged is put aside; what cannot be saved is told once and tried again. Where another process
 * keeps something, this one does not, and says so. To be made, and closed, by one thread.
 */
public final class CoherenceKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CoherenceKeeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CoherenceTracker tracker;
    private final CoherenceStore store;
    private final Runnable chores;
    private final Optional<Claim> claim;
    private final ScheduledExecutorService timer;
    private final Attempt other =
            new Attempt("What is looked up for coherence once a minute failed");
    private final Attempt saving = new Attempt("What is known of coherence could not be saved");

    /** Tells once of what fails, until it has gone well. To be used by one thread at a time. */
    private static final class Attempt {

        private final String failure;
        private boolean failing;

        Attempt(String failure) {
            this.failure = failure;
        }

        void at(Runnable work) {
            try {
                work.run();
                failing = false;
            } catch (Exception e) { // the timer's edge: another minute, another attempt
                if (!failing && e instanceof GraphBusException known) {
                    log.warn("{}; it is tried again: {}", failure, known.getMessage());
                } else if (!failing) {
                    log.warn("{}; it is tried again", failure, e);
                }
                failing = true;
            }
        }
    }

    private CoherenceKeeper(CoherenceTracker tracker, CoherenceStore store, Runnable chores) {
        this.tracker = tracker;
        this.store = store;
        this.chores = chores;
        this.claim = store.claim();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("graphbus-coherence").factory());
    }

    /** Goes on from what is kept, and keeps what comes. */
    public static CoherenceKeeper start(CoherenceTracker tracker, CoherenceStore store) {
        return start(tracker, store, () -> {});
    }

    /**
     * Goes on from what is kept, and keeps what comes.
     *
     * @param chores what else is to be done once a minute, on the same thread
     */
    public static CoherenceKeeper start(
            CoherenceTracker tracker, CoherenceStore store, Runnable chores) {
        CoherenceKeeper keeper = new CoherenceKeeper(tracker, store, chores);
        if (keeper.claim.isPresent()) {
            keeper.restore();
        } else {
            log.warn("Another process keeps {}; what this one delivers is not kept", store);
        }
        keeper.timer.scheduleWithFixedDelay(
                keeper::everyMinute, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return keeper;
    }

    private void restore() {
        try {
            store.load().ifPresent(tracker::restore);
        } catch (GraphBusException e) {
            boolean damaged =
                    e.problems().stream().anyMatch(p -> p.code() == ProblemCode.COHERENCE_DAMAGED);
            if (!damaged) {
                throw e;
            }
            log.warn("{}; counting from nothing, it is put aside: {}", e.getMessage(), aside());
        }
    }

    private String aside() {
        return store.setAside();
    }

    private synchronized void everyMinute() {
        other.at(chores);
        saving.at(this::save);
    }

    /** Where nothing was ever delivered there is nothing to keep. */
    private void save() {
        if (tracker.size() > 0 && claim.isPresent()) {
            store.save(tracker.snapshot());
        }
    }

    /** Has what is done once a minute done now, on the same thread. */
    public synchronized void soon() {
        if (!timer.isShutdown()) {
            timer.execute(this::everyMinute);
        }
    }

    /** Saves for the last time. */
    @Override
    public synchronized void close() {
        timer.shutdown();
        saving.at(this::save);
        claim.ifPresent(Claim::close);
    }
}
