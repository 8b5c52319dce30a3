package io.graphbus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.store.StateStore.StoredState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryStateStoreTest {

    private final StateStore store = new InMemoryStateStore();

    private static StoredState state(String agent, String json) {
        return new StoredState(agent, "1.0.0", json, Instant.EPOCH);
    }

    @Test
    void theLastSavedStateIsLoaded() {
        store.save(state("x.y", "{\"n\":1}"));
        store.save(state("x_y", "{\"n\":2}"));
        store.save(state("x.y", "{\"n\":3}"));
        assertThat(store.load("x.y")).contains(state("x.y", "{\"n\":3}"));
        assertThat(store.list()).extracting(StoredState::agent).containsExactly("x.y", "x_y");
    }

    @Test
    void aDeletedStateIsGone() {
        store.save(state("a", "{}"));
        assertThat(store.delete("a")).isTrue();
        assertThat(store.delete("a")).isFalse();
        assertThat(store.load("a")).isEmpty();
    }
}
