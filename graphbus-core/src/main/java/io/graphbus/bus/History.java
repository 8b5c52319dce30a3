package io.graphbus.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The newest events, in a ring without locks. */
final class History {

    private final int size;
    private final int mask;
    private final AtomicReferenceArray<Envelope> ring;

    History(int size) {
        this.size = size;
        int slots = Integer.highestOneBit(Math.max(1, size - 1)) * 2;
        this.mask = slots - 1;
        this.ring = new AtomicReferenceArray<>(slots);
    }

    void add(Envelope envelope) {
        if (size > 0) {
            ring.setRelease((int) envelope.sequence() & mask, envelope);
        }
    }

    Optional<Envelope> find(long sequence, long newest) {
        if (sequence <= 0 || sequence <= newest - size || size == 0) {
            return Optional.empty();
        }
        Envelope found = ring.getAcquire((int) sequence & mask);
        return found != null && found.sequence() == sequence
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Events with numbers in ({@code after}, {@code before}), newest first. */
    List<HistoryEntry> list(HistoryQuery query, long newest, long after, long before) {
        List<HistoryEntry> entries = new ArrayList<>();
        long oldest = Math.max(after, newest - size);
        for (long at = Math.min(newest, before - 1); at > oldest; at--) {
            if (entries.size() == query.limit()) {
                break;
            }
            find(at, newest)
                    .filter(envelope -> matches(query, envelope))
                    .map(envelope -> new HistoryEntry(envelope, envelope.deliveries()))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    private static boolean matches(HistoryQuery query, Envelope envelope) {
        return (query.topic() == null || query.topic().equals(envelope.topic()))
                && (query.agent() == null || concerns(query.agent(), envelope));
    }

    private static boolean concerns(String agent, Envelope envelope) {
        if (agent.equals(envelope.source())) {
            return true;
        }
        for (Subscriber subscriber : envelope.route().subscribers) {
            if (agent.equals(subscriber.agent())) {
                return true;
            }
        }
        return false;
    }
}
