package io.graphbus.retry;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A failed delivery and those with the same key that came after it, in order. */
record Line(Retried to, String key, ArrayDeque<Held> behind) {

    Line(Retried to, String key) {
        this(to, key, new ArrayDeque<>());
    }

    void park(Held delivery) {
        delivery.parked = true;
        behind.add(delivery);
    }

    @Nullable Held next() {
        Held next = behind.poll();
        if (next != null) {
            next.parked = false;
        }
        return next;
    }

    /** What a line is found by. */
    record Id(Retried to, String key) {}

    Id id() {
        return new Id(to, key);
    }
}
