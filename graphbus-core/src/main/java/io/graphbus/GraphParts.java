package io.graphbus;

import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.durable.Durability;
import io.graphbus.durable.DurableTopics;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.migration.Migration;
import io.graphbus.migration.delivery.MigrationShelf;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.ContractStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import java.util.Collection;
import java.util.function.Supplier;

/** What a {@link GraphBus.Builder} is given. */
abstract sealed class GraphParts permits GraphBus.Builder {

    final Assembly assembly = new Assembly();

    abstract GraphBus.Builder self();

    /** The agents of a build. */
    public GraphBus.Builder artifacts(ArtifactDirectory artifacts) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return artifacts(
                artifacts,
                artifacts.classLoader(
                        context != null ? context : GraphParts.class.getClassLoader()));
    }

    /**
     * The agents of a build.
     *
     * @param loader of their classes, closed with the graph
     */
    public GraphBus.Builder artifacts(ArtifactDirectory artifacts, ArtifactClassLoader loader) {
        assembly.artifacts(artifacts, loader);
        return self();
    }

    /** One agent: an object, or a class to be made into one at each start. */
    public GraphBus.Builder agent(Object agent) {
        assembly.roster().agent(null, agent);
        return self();
    }

    /**
     * One agent under a name of its own, so that several of one class can live in a graph. State
     * and health go by that name too.
     *
     * @param name instead of the one the class declares
     * @param agent an object, or a class to be made into one at each start
     */
    public GraphBus.Builder agent(String name, Object agent) {
        assembly.roster().agent(name, agent);
        return self();
    }

    /**
     * One agent that somebody else makes.
     *
     * @param type what its annotations are read from
     * @param instance gives the object, which may be a proxy for the type; asked at each start
     */
    public GraphBus.Builder agent(Class<?> type, Supplier<?> instance) {
        assembly.roster().agent(null, type, instance);
        return self();
    }

    /** One agent that somebody else makes, under a name of its own. */
    public GraphBus.Builder agent(String name, Class<?> type, Supplier<?> instance) {
        assembly.roster().agent(name, type, instance);
        return self();
    }

    /** Keeps the state of stateful agents. */
    public GraphBus.Builder state(StateStore store) {
        assembly.state(store);
        return self();
    }

    /** Brings a kept state to the version of the agent that is to take it. */
    public GraphBus.Builder stateUpgrade(StateUpgrade upgrade) {
        assembly.stateUpgrade(upgrade);
        return self();
    }

    /** Tells somebody what happens, from the start on. */
    public GraphBus.Builder listener(SignalListener<?> listener) {
        assembly.listener(listener);
        return self();
    }

    /** Stands around executions; the first added is outermost. */
    public GraphBus.Builder interceptor(Interceptor interceptor) {
        assembly.interceptor(interceptor);
        return self();
    }

    /** Stands in front of publishes; the first added is outermost. */
    public GraphBus.Builder publishInterceptor(PublishInterceptor interceptor) {
        assembly.publishInterceptor(interceptor);
        return self();
    }

    /** Payloads are migrated by these too, beside what agents declare; others are left out. */
    public GraphBus.Builder migrations(Collection<? extends Migration> migrations) {
        assembly.versions().migrations(migrations);
        return self();
    }

    /** Payloads are migrated by what is on the shelf too, whenever that changes. */
    public GraphBus.Builder migrations(MigrationShelf shelf) {
        assembly.versions().migrations(shelf);
        return self();
    }

    /**
     * Where contracts of other versions than those that run are: between versions of a payload that
     * fit each other no migration is needed.
     */
    public GraphBus.Builder contracts(ContractStore contracts) {
        assembly.versions().contracts(contracts);
        return self();
    }

    /** Watches how agents fare, by this policy. */
    public GraphBus.Builder health(HealthPolicy policy) {
        assembly.health(policy);
        return self();
    }

    /**
     * Keeps events of durable topics, so that each subscription gets them whatever happens.
     *
     * @param log stays open when the graph is closed
     */
    public GraphBus.Builder eventLog(EventLog log, Durability durability) {
        assembly.durable(new DurableTopics(log, durability));
        return self();
    }

    public GraphBus.Builder options(RuntimeOptions options) {
        assembly.options(options);
        return self();
    }
}
