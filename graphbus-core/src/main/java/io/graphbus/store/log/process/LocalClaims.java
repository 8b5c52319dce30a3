package io.graphbus.store.log.process;

import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Who has which parts of a subscription, among owners in one process. For use by many threads. */
public final class LocalClaims {

    private final int parts;
    private final LongSupplier nanoTime;
    private final Map<Reader, TreeMap<String, Claimant>> readers = new HashMap<>();

    private record Claimant(long until, Set<Integer> parts) {}

    /**
     * Nobody has anything.
     *
     * @param parts of every subscription
     */
    public LocalClaims(int parts, LongSupplier nanoTime) {
        this.parts = parts;
        this.nanoTime = nanoTime;
    }

    /** See {@link io.graphbus.store.log.EventLog#claim}. */
    public synchronized Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept) {
        long now = nanoTime.getAsLong();
        TreeMap<String, Claimant> claimants = readers.computeIfAbsent(reader, r -> new TreeMap<>());
        claimants.values().removeIf(claimant -> claimant.until() - now < 0);
        Map<String, Set<Integer>> held = new TreeMap<>();
        claimants.forEach((name, claimant) -> held.put(name, claimant.parts()));
        Share share = Share.of(parts, held, owner, exclusive, kept);
        claimants.put(owner, new Claimant(now + time.toNanos(), share.reserved()));
        return share.given();
    }

    /** Gives up everything an owner has. */
    public synchronized void release(String owner) {
        readers.values().forEach(claimants -> claimants.remove(owner));
    }

    /** Forgets who has parts of a subscription. */
    public synchronized void forget(Reader reader) {
        readers.remove(reader);
    }
}
