package io.graphbus.store.deployment;

class InMemoryDeploymentStoreTest extends AnyDeploymentStore {

    private final DeploymentStore store = new InMemoryDeploymentStore();

    @Override
    protected DeploymentStore store() {
        return store;
    }
}
