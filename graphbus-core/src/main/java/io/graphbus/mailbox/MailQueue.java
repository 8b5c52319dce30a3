package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/** First in, first out, for any number of writers and one reader at a time. */
interface MailQueue {

    void add(Mail mail);

    /** The next mail; only for whoever holds the mailbox's turn. */
    @Nullable Mail poll();

    boolean isEmpty();

    /** Whether there is nothing to read, as far as can be told without disturbing writers. */
    default boolean seemsEmpty() {
        return isEmpty();
    }

    /** Lets go of the mail last read, when there is no other; only for whoever holds the turn. */
    default void release() {}

    /** Takes out the mail that has waited longest, tickets excepted, if this queue allows it. */
    default @Nullable Mail evict() {
        return null;
    }
}
