package io.graphbus.store.deployment;

import io.graphbus.schema.Version;
import java.util.List;

/** Keeps what is live where. Safe for use by many threads. */
public interface DeploymentStore {

    /** Everything that is live anywhere, in {@link Deployment#ORDER}. */
    List<Deployment> list();

    /** What is live in an environment, by agent and version. */
    List<Deployment> in(String environment);

    /**
     * Makes this the only live version of its agent in its environment. One that is live already
     * stays as it was recorded.
     *
     * @return the versions that are not live any more
     */
    List<Deployment> replace(Deployment deployment);

    /**
     * Adds a live version beside the others of its agent.
     *
     * @return whether it was not live before
     */
    boolean add(Deployment deployment);

    /**
     * Takes a version off.
     *
     * @return whether it was live
     */
    boolean remove(String environment, String agent, Version version);
}
