package io.graphbus.cli.log;

import io.graphbus.durable.letter.Deliverer;
import io.graphbus.gate.Reading;
import io.graphbus.model.AgentDefinition;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks letters for whichever run of a graph has the log next. Nothing is delivered here. */
final class NextRun implements Deliverer {

    private static final Logger log = LoggerFactory.getLogger(NextRun.class);

    private final Map<Reader, Reading.Site> sites = new TreeMap<>();

    NextRun(List<AgentDefinition> agents) {
        for (AgentDefinition agent : agents) {
            agent.subscriptions()
                    .forEach(
                            subscription ->
                                    sites.put(
                                            new Reader(agent.name(), subscription.id()),
                                            new Reading.Site(
                                                    agent.name(),
                                                    subscription,
                                                    Object.class,
                                                    Object.class,
                                                    false)));
        }
    }

    @Override
    public Optional<Reading.Site> subscriber(Reader reader) {
        return Optional.ofNullable(sites.get(reader));
    }

    @Override
    public Collection<Reader> subscriptions() {
        return sites.keySet();
    }

    @Override
    public void deliver(Supplier<List<DeadLetter>> marked) {
        log.debug("{} letters are marked", marked.get().size());
    }

    /** Nobody is there later. */
    @Override
    public void after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing runs");
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
