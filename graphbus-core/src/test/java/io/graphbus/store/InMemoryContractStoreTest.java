package io.graphbus.store;

class InMemoryContractStoreTest extends AnyContractStore {

    private final ContractStore store = new InMemoryContractStore();

    @Override
    protected ContractStore store() {
        return store;
    }
}
