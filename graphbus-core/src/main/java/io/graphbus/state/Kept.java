package io.graphbus.state;

import io.graphbus.agent.Stateful;
import io.graphbus.conduct.Conductor;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Version;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one agent's state: whether it may have changed, and what of it is saved. Its
 * {@link #run} is told after each execution of the agent and does next to nothing when it knows
 * already. Usable from any thread.
 */
final class Kept implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Kept.class);

    /** What an agent captures that has no state yet. */
    static final String NOTHING = "null";

    /** Changes gather for this long before they are saved. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** An agent spends at most one part in so many on being captured. */
    private static final int SHARE = 20;

    private final AgentDefinition definition;
    private final boolean owned;
    private final Runnable changed;
    private final ReentrantLock saving = new ReentrantLock();
    private final AtomicLong captures = new AtomicLong();
    private volatile boolean dirty;
    private volatile boolean uncommitted;
    private volatile long captureNanos;
    private volatile boolean readable;
    private volatile @Nullable String trouble;
    private volatile @Nullable String committed;
    private String saved = NOTHING;
    private long savedCapture;

    /**
     * Nothing is known yet.
     *
     * @param owned whether only the engine knows the instance, so that nobody else can change it
     * @param changed run when the state may have changed for the first time since it was captured
     */
    Kept(AgentDefinition definition, boolean owned, Runnable changed) {
        this.definition = definition;
        this.owned = owned;
        this.changed = changed;
    }

    /**
     * A state at one moment.
     *
     * @param number grows from capture to capture
     */
    record Capture(long number, String json) {}

    @Override
    public void run() {
        uncommitted = true;
        if (!dirty) {
            dirty = true;
            changed.run();
        }
    }

    AgentDefinition definition() {
        return definition;
    }

    String agent() {
        return definition.name();
    }

    boolean mayHaveChanged() {
        return dirty || !owned;
    }

    /** Whether it may not be as it was committed last, though it may have been saved since. */
    boolean isUncommitted() {
        return uncommitted || !owned;
    }

    boolean isOwned() {
        return owned;
    }

    /** The state as this agent's version has it, if it can be brought there. */
    StoredState upgraded(StoredState last, StateUpgrade upgrade) {
        Version version = definition.contract().version();
        if (version.text().equals(last.schemaVersion())) {
            return last;
        }
        StoredState upgraded = upgrade.upgraded(last, version);
        if (!upgraded.schemaVersion().equals(last.schemaVersion())) {
            log.info(
                    "Migrated the state of {} from {} to {}",
                    agent(),
                    last.schemaVersion(),
                    upgraded.schemaVersion());
        }
        return upgraded;
    }

    /** Called in the agent's turn. The JSON is made there too: records may hold live lists. */
    Capture capture(Object instance) {
        dirty = false;
        Conductor conductor = Conductor.current();
        long start = conductor.nanoTime();
        Stateful<?> agent = (Stateful<?>) instance;
        String json = StateJson.write(agent.captureState());
        captureNanos = conductor.nanoTime() - start;
        if (!readable && !json.equals(NOTHING)) {
            StateJson.requireReadable(agent, json);
            readable = true;
        }
        return new Capture(captures.incrementAndGet(), json);
    }

    /** Runs the store's part, one capture at a time, for what is newer than what is saved. */
    void save(Capture capture, Runnable store) {
        saving.lock();
        try {
            if (capture.number() > savedCapture) {
                if (!capture.json().equals(saved)) {
                    store.run();
                }
                saved = capture.json();
                savedCapture = capture.number();
            }
        } finally {
            saving.unlock();
        }
    }

    /**
     * Saves what was just captured with a transaction that does so; an older capture that is still
     * on its way to the store does not come after it.
     */
    void saveWith(String json, Runnable transaction) {
        saving.lock();
        try {
            transaction.run();
            saved(json);
        } finally {
            saving.unlock();
        }
    }

    /** What is stored and what is known to be do not differ meanwhile by a save of our own. */
    <T extends @Nullable Object> T whileNothingIsSaved(Supplier<T> work) {
        saving.lock();
        try {
            return work.get();
        } finally {
            saving.unlock();
        }
    }

    /** Whether this is what was saved, or restored, last. */
    boolean isSaved(String json) {
        saving.lock();
        try {
            return json.equals(saved);
        } finally {
            saving.unlock();
        }
    }

    /** From now on this is known to be saved. */
    void saved(String json) {
        saving.lock();
        try {
            saved = json;
            savedCapture = captures.get();
        } finally {
            saving.unlock();
        }
    }

    /** The state that deliveries are taken back to; {@code null} when none has been kept. */
    @Nullable String committed() {
        return committed;
    }

    void committed(String json) {
        committed = json;
        uncommitted = false;
    }

    /** How long changes may gather, so that being captured does not slow the agent down. */
    Duration pause() {
        Duration fair = Duration.ofNanos(captureNanos).multipliedBy(SHARE - 1);
        Duration pause = fair.compareTo(MOMENT) < 0 ? MOMENT : fair;
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /**
     * It has not been saved and is to be tried again.
     *
     * @return whether that is news
     */
    boolean failed(Problem problem, Throwable cause) {
        dirty = true;
        String now = problem.code() + " " + cause.getClass().getName();
        boolean news = !now.equals(trouble);
        trouble = now;
        return news;
    }

    /** Says whether it had failed before. */
    boolean succeeded() {
        boolean recovered = trouble != null;
        trouble = null;
        return recovered;
    }
}
