package io.graphbus.bus;

import io.graphbus.model.TopicPattern;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, without locks, in a ring of chunks: a fresh chunk is young to the garbage
 * collector, and so writing young events into it is cheap, which it would not be for one old array.
 */
final class History {

    private static final int BITS = 6;
    private static final int CHUNK = 1 << BITS;
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Envelope[].class);

    private final String node;
    private final int size;
    private final AtomicReferenceArray<@Nullable Chunk> ring;
    private volatile Chunk newest = new Chunk(-1);

    /**
     * Remembers so many events.
     *
     * @param node begins their ids
     */
    History(String node, int size) {
        this.node = node;
        this.size = size;
        this.ring = new AtomicReferenceArray<>((size + CHUNK - 1) / CHUNK + 1);
    }

    void add(Envelope envelope) {
        if (size > 0) {
            long number = envelope.sequence() >>> BITS;
            Chunk current = newest;
            Chunk chunk = current.number == number ? current : chunk(number);
            if (chunk != null) {
                ENTRY.setRelease(chunk.entries, (int) envelope.sequence() & (CHUNK - 1), envelope);
            }
        }
    }

    /** The chunk of that number; {@code null} when so many events came since that it is gone. */
    private @Nullable Chunk chunk(long number) {
        int place = (int) (number % ring.length());
        while (true) {
            Chunk known = ring.get(place);
            if (known != null && known.number >= number) {
                return known.number == number ? known : null;
            }
            Chunk fresh = new Chunk(number);
            if (ring.compareAndSet(place, known, fresh)) {
                newest = fresh;
                return fresh;
            }
        }
    }

    Optional<Envelope> find(String id, long newest) {
        return find(numberOf(id), newest);
    }

    private Optional<Envelope> find(long sequence, long newestSequence) {
        if (sequence <= 0 || sequence <= newestSequence - size || size == 0) {
            return Optional.empty();
        }
        long number = sequence >>> BITS;
        Chunk chunk = ring.get((int) (number % ring.length()));
        if (chunk == null || chunk.number != number) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                (Envelope) ENTRY.getAcquire(chunk.entries, (int) sequence & (CHUNK - 1)));
    }

    /** Events the query lets pass, newest first. */
    List<HistoryEntry> list(HistoryQuery query, long newest) {
        long after = query.sinceId() == null ? 0 : numberOf(query.sinceId());
        long before = query.beforeId() == null ? Long.MAX_VALUE : numberOf(query.beforeId());
        List<HistoryEntry> entries = new ArrayList<>();
        TopicPattern topics = query.topic() == null ? null : new TopicPattern(query.topic());
        long oldest = Math.max(Math.max(0, after), newest - size);
        for (long at = Math.min(newest, before - 1); at > oldest; at--) {
            if (entries.size() == query.limit()) {
                break;
            }
            find(at, newest)
                    .filter(envelope -> topics == null || topics.matches(envelope.topic()))
                    .filter(envelope -> matches(query.agent(), envelope))
                    .map(envelope -> new HistoryEntry(envelope, envelope.deliveries()))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    /** The number in an id of this bus; 0 for any other text. */
    private long numberOf(String id) {
        if (!id.startsWith(node) || id.length() - node.length() > 18) {
            return 0;
        }
        String digits = id.substring(node.length());
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : 0;
    }

    private static boolean matches(@Nullable String agent, Envelope envelope) {
        if (agent == null || agent.equals(envelope.source())) {
            return true;
        }
        for (Subscriber subscriber : envelope.route().subscribers) {
            if (agent.equals(subscriber.agent())) {
                return true;
            }
        }
        return false;
    }

    /** So many events with numbers in a row. */
    private static final class Chunk {
        private final long number;
        private final Envelope[] entries = new Envelope[CHUNK];

        Chunk(long number) {
            this.number = number;
        }
    }
}
