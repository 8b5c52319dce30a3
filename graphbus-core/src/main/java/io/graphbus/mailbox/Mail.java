package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * Something that waits in a mailbox for its agent's turn. One instance is put into one mailbox
 * once.
 */
public abstract class Mail {

    @Nullable volatile Mail next;

    /** Whether it counts against the mailbox's capacity and may be pushed out of a full one. */
    protected boolean isDroppable() {
        return false;
    }
}
