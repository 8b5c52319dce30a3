package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/** First in, first out, for any number of writers and one reader at a time. */
interface MailQueue {

    void add(Mail mail);

    /** The next mail; only for whoever holds the mailbox's turn. */
    @Nullable Mail poll();

    boolean isEmpty();

    /** Takes out the mail that has waited longest, tickets excepted, if this queue allows it. */
    default @Nullable Mail evict() {
        return null;
    }
}
