package io.graphbus.state;

import io.graphbus.schema.Version;
import io.graphbus.store.StateStore.StoredState;

/** Brings a saved state to the version of the agent that is to take it. Safe for many threads. */
@FunctionalInterface
public interface StateUpgrade {

    /** Leaves every state as it is. */
    StateUpgrade NONE = (state, version) -> state;

    /**
     * The state as that version has it, which is saved then; as it is where nothing leads there.
     *
     * @throws io.graphbus.problem.GraphBusException when it cannot be migrated; the agent does not
     *     start then
     */
    StoredState upgraded(StoredState state, Version version);
}
