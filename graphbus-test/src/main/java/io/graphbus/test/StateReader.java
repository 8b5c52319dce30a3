package io.graphbus.test;

import io.graphbus.invoke.Payloads;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import org.jspecify.annotations.Nullable;

/** Reads what agents have kept. */
final class StateReader {

    private StateReader() {}

    static <T> @Nullable T read(StateStore states, String agent, Class<T> type) {
        return states.load(agent).map(state -> parse(state, type)).orElse(null);
    }

    private static <T> @Nullable T parse(StoredState state, Class<T> type) {
        return type.cast(
                Payloads.convert(
                        Payloads.parse(state.json(), state.agent(), Integer.MAX_VALUE), type));
    }
}
