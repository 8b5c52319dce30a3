package io.graphbus.store;

class InMemoryContractStoreTest extends AnyContractStore {

    private final ContractStore store = new InMemoryContractStore();

    @Override
    ContractStore store() {
        return store;
    }
}
