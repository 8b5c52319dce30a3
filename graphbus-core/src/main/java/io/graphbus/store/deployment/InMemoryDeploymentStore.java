package io.graphbus.store.deployment;

import io.graphbus.schema.Version;
import java.util.List;
import java.util.TreeSet;

/** Keeps deployments as long as the process lives. Safe for use by many threads. */
public final class InMemoryDeploymentStore implements DeploymentStore {

    private final TreeSet<Deployment> live = new TreeSet<>(Deployment.ORDER);

    @Override
    public synchronized List<Deployment> list() {
        return List.copyOf(live);
    }

    @Override
    public synchronized List<Deployment> in(String environment) {
        String name = Deployment.environmentNamed(environment);
        return live.stream().filter(d -> d.environment().equals(name)).toList();
    }

    @Override
    public synchronized List<Deployment> replace(Deployment deployment) {
        List<Deployment> gone =
                live.stream().filter(d -> d.isOf(deployment) && !d.isSame(deployment)).toList();
        gone.forEach(live::remove);
        live.add(deployment);
        return gone;
    }

    @Override
    public synchronized boolean add(Deployment deployment) {
        return live.add(deployment);
    }

    @Override
    public synchronized boolean remove(String environment, String agent, Version version) {
        String name = Deployment.environmentNamed(environment);
        return live.removeIf(
                d ->
                        d.environment().equals(name)
                                && d.agent().equals(agent)
                                && d.version().text().equals(version.text()));
    }
}
