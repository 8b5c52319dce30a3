package io.graphbus.durable.once;

import io.graphbus.durable.Durability;
import io.graphbus.gate.KeyMemory;
import io.graphbus.store.log.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Remembers the keys of events of durable topics in their log, in one transaction with them. */
public final class PublishedKeys implements KeyMemory {

    private final Names names;
    private final Durability durability;

    public PublishedKeys(EventLog log, Durability durability, InstantSource clock) {
        this.names = new Names(log, clock, "key");
        this.durability = durability;
    }

    @Override
    public boolean covers(String topic) {
        return durability.takes(topic);
    }

    @Override
    public void together(Runnable work) {
        names.together(work);
    }

    @Override
    public boolean take(String name) {
        return names.take(name);
    }

    @Override
    public Optional<String> known(String name, Instant now) {
        return names.known(name, now);
    }

    @Override
    public void keep(String name, String what, Instant until) {
        names.keep(name, what, until);
    }
}
