package io.graphbus.coherence.kept;

class InMemoryCoherenceStoreTest extends AnyCoherenceStore {

    private final CoherenceStore store = new InMemoryCoherenceStore();

    @Override
    CoherenceStore store() {
        return store;
    }
}
