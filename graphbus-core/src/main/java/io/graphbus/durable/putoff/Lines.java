package io.graphbus.durable.putoff;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys whose turn somebody has who failed or is replayed, and who waits behind, by position. Usable
 * from any thread.
 */
public final class Lines {

    private final Map<String, Line> lines = new HashMap<>();
    private volatile int size;

    private static final class Line {
        private PutOff first;
        private final PriorityQueue<PutOff> behind = new PriorityQueue<>();

        public Line(PutOff first) {
            this.first = first;
        }
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether somebody else has the turn of a key; then this one waits from now on. */
    @SuppressWarnings("ReferenceEquality") // each is itself
    public synchronized boolean waits(String key, PutOff one) {
        Line line = lines.get(key);
        if (line == null || line.first == one) {
            return false;
        }
        line.behind.add(one);
        return true;
    }

    /** Whether somebody has the turn of a key. */
    public synchronized boolean isTaken(String key) {
        return lines.containsKey(key);
    }

    /** Gives a key's turn to somebody, unless it is somebody's: then it waits behind. */
    public synchronized boolean takes(String key, PutOff one) {
        if (waits(key, one)) {
            return false;
        }
        if (!lines.containsKey(key)) {
            lines.put(key, new Line(one));
            size = lines.size();
        }
        return true;
    }

    /** Ends the turn of a key; who has it from now on, if anybody. */
    @SuppressWarnings("ReferenceEquality") // each is itself
    public synchronized @Nullable PutOff ends(String key, PutOff one) {
        Line line = lines.get(key);
        if (line == null || line.first != one) {
            return null;
        }
        PutOff next = line.behind.poll();
        if (next == null) {
            lines.remove(key);
        } else {
            line.first = next;
        }
        size = lines.size();
        return next;
    }

    /** Forgets all keys that the test is true of; how many waited behind others of them. */
    public synchronized int forget(Predicate<String> keys) {
        int behind =
                lines.entrySet().stream()
                        .filter(line -> keys.test(line.getKey()))
                        .mapToInt(line -> line.getValue().behind.size())
                        .sum();
        lines.keySet().removeIf(keys);
        size = lines.size();
        return behind;
    }
}
