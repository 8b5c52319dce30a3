package io.graphbus.store.log.name;

import java.time.Instant;
import java.util.Optional;

/**
 * Names of what has happened, each kept for a time with what is to be known of it: what was
 * published with a key, or done for an event. Kept in transactions of the log's store, so that it
 * is known exactly when what they stand for is kept too. Usable from any thread.
 */
public interface KeptNames {

    /**
     * Takes a name until the calling thread's transaction is over; in this transaction it may be
     * taken again.
     *
     * @return false while a transaction of somebody else that has taken it is not over
     * @throws IllegalStateException when the calling thread is in no transaction
     */
    boolean take(String name);

    /** What is kept of a name that has been taken; empty when its time is over, too. */
    Optional<String> known(String name, Instant now);

    /** Keeps what is to be known of a name that has been taken, if the transaction commits. */
    void keep(String name, String what, Instant until);

    /**
     * Removes those whose time is over, in a transaction of its own.
     *
     * @return how many; not more than the limit
     */
    int expire(Instant now, int limit);
}
