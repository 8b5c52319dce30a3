package io.graphbus.store;

import io.graphbus.store.log.EventLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the last captured state of each stateful agent. Safe for use by many threads. */
public interface StateStore {

    /**
     * The state last saved for an agent.
     *
     * @throws io.graphbus.problem.GraphBusException {@code STATE_CORRUPT} when something is kept
     *     but cannot be read
     */
    Optional<StoredState> load(String agent);

    /** Replaces the agent's state; on failure the earlier one stays. */
    void save(StoredState state);

    /**
     * Forgets the agent's state.
     *
     * @return whether there was one
     */
    boolean delete(String agent);

    /**
     * Puts a state that turned out to be unreadable out of the way of the next one, where it can be
     * looked at, if the store can do that.
     */
    default void setAside(String agent) {}

    /**
     * Whether what is saved while a log does something {@linkplain EventLog#together together} is
     * committed with that, or not at all.
     */
    default boolean commitsWith(EventLog log) {
        return false;
    }

    /**
     * Says that a graph keeps its states here from now on. Waits for who changes them behind its
     * back.
     */
    default Use use() {
        return () -> {};
    }

    /**
     * Does work on the states while no graph keeps them.
     *
     * @throws io.graphbus.problem.GraphBusException {@code CONFLICT} when one does, if the store
     *     can tell
     */
    default <T> T unused(Supplier<T> work) {
        return work.get();
    }

    /** Ends when it is closed; closing it again does nothing. */
    @FunctionalInterface
    interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /** All states, sorted by agent. */
    List<StoredState> list();

    /**
     * A captured state.
     *
     * @param schemaVersion contract version of the agent that captured it
     * @param json the state record as JSON
     */
    record StoredState(String agent, String schemaVersion, String json, Instant savedAt) {}
}
