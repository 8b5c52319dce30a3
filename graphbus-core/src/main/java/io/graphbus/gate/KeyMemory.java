package io.graphbus.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * Remembers keys of events of some topics longer than the process lives, and in the transactions
 * that keep the events themselves. Usable from any thread.
 */
public interface KeyMemory {

    /** Whether it remembers the keys of a topic's events. */
    boolean covers(String topic);

    /** Does work in the calling thread's transaction, or in one that ends with it. */
    void together(Runnable work);

    /**
     * Takes a name until the transaction is over.
     *
     * @return false while another transaction has it
     */
    boolean take(String name);

    /** What is remembered of a name that was taken. */
    Optional<String> known(String name, Instant now);

    /** Remembers a name that was taken, if the transaction commits. */
    void keep(String name, String what, Instant until);
}
