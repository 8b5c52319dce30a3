package io.graphbus;

import io.graphbus.durable.letter.Deliverer;
import io.graphbus.gate.Reading;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a queue of dead letters needs of a graph. */
final class Letters implements Deliverer {

    private final Supplier<RuntimeExecutor> runtime;
    private final Supplier<Instant> now;
    private final Consumer<Supplier<List<DeadLetter>>> deliver;

    Letters(
            Supplier<RuntimeExecutor> runtime,
            Supplier<Instant> now,
            Consumer<Supplier<List<DeadLetter>>> deliver) {
        this.runtime = runtime;
        this.now = now;
        this.deliver = deliver;
    }

    @Override
    public Optional<Reading.Site> subscriber(Reader reader) {
        return runtime.get().subscriptions().stream()
                .filter(site -> reader(site).equals(reader))
                .findFirst();
    }

    @Override
    public Collection<Reader> subscriptions() {
        return runtime.get().subscriptions().stream().map(Letters::reader).toList();
    }

    private static Reader reader(Reading.Site site) {
        return new Reader(site.agent(), site.subscription().id());
    }

    @Override
    public void deliver(Supplier<List<DeadLetter>> marked) {
        deliver.accept(marked);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        runtime.get().after(delay, task);
    }

    @Override
    public Instant now() {
        return now.get();
    }
}
