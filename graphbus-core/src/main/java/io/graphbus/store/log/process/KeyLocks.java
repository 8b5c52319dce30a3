package io.graphbus.store.log.process;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one transaction at a time append events of a topic and key. It has a key from before it
 * takes a position until it is over, so that positions of a key grow as its transactions commit.
 * Safe for use by many threads.
 */
public final class KeyLocks {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Map<Key, Holder> holders = new HashMap<>();

    private record Key(String topic, String key) {}

    /** A transaction, as far as it has keys. Used by the thread that began it. */
    public static final class Holder {
        private final Thread thread = Thread.currentThread();
        private final List<Key> keys = new ArrayList<>();
        private @Nullable Key wanted;
    }

    /**
     * Waits until the holder has the keys of all these events.
     *
     * @throws io.graphbus.problem.GraphBusException {@code CONFLICT} when transactions would wait
     *     for each other for ever; the holder keeps what it has
     */
    public void lock(Holder holder, Collection<EventData> events) {
        lock.lock();
        try {
            for (Key key : keys(events)) {
                await(holder, key);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the holder what it can have at once of the keys of these events.
     *
     * @return for each event whether it has its key, or needs none
     */
    public boolean[] tryLock(Holder holder, List<EventData> events) {
        boolean[] free = new boolean[events.size()];
        lock.lock();
        try {
            for (int i = 0; i < free.length; i++) {
                Key key = key(events.get(i));
                free[i] = key == null || take(holder, key);
            }
        } finally {
            lock.unlock();
        }
        return free;
    }

    /** Takes all keys from a holder. */
    public void release(Holder holder) {
        if (holder.keys.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            holder.keys.forEach(holders::remove);
            holder.keys.clear();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Set<Key> keys(Collection<EventData> events) {
        Set<Key> keys = new LinkedHashSet<>();
        for (EventData event : events) {
            Key key = key(event);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static @Nullable Key key(EventData event) {
        String key = event.key();
        return key == null ? null : new Key(event.topic(), key);
    }

    private boolean take(Holder holder, Key key) {
        Holder owner = holders.putIfAbsent(key, holder);
        if (owner == null) {
            holder.keys.add(key);
        }
        return owner == null || owner == holder;
    }

    private void await(Holder holder, Key key) {
        while (!take(holder, key)) {
            holder.wanted = key;
            try {
                refuseCircle(holder);
                freed.awaitUninterruptibly();
            } finally {
                holder.wanted = null;
            }
        }
    }

    /** A transaction ends only after its thread goes on, which may be this one. */
    private void refuseCircle(Holder holder) {
        Key key = holder.wanted;
        Holder owner = key == null ? null : holders.get(key);
        while (key != null && owner != null) {
            if (owner == holder || owner.thread == holder.thread) {
                throw Problem.of(
                                ProblemCode.CONFLICT,
                                key.topic(),
                                "Transactions that publish with the same keys wait for each other.",
                                "Publish in one transaction, or in the same order of keys in all.")
                        .toException();
            }
            key = owner.wanted;
            owner = key == null ? null : holders.get(key);
        }
    }
}
