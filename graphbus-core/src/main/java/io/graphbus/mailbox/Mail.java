package io.graphbus.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits in a mailbox for its agent's turn. One instance is put into one mailbox
 * once.
 */
public abstract class Mail {

    static final VarHandle NEXT = next();

    @Nullable volatile Mail next;

    /** Whether it counts against the mailbox's capacity and may be pushed out of a full one. */
    protected boolean isDroppable() {
        return false;
    }

    private static VarHandle next() {
        try {
            return MethodHandles.lookup().findVarHandle(Mail.class, "next", Mail.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** First in, first out, for any number of writers and one reader at a time. */
    interface Queue {

        /** Adds mail; when this fails it was not added, and nothing else is amiss. */
        void add(Mail mail);

        /** The next mail; only for whoever holds the mailbox's turn. */
        @Nullable Mail poll();

        /**
         * The next mail, if it is a thread that waits for the turn; else nothing is taken out. Only
         * for the turn's holder; need not see what was added just now.
         */
        default @Nullable Ticket pollTicket() {
            return null;
        }

        boolean isEmpty();

        /** Whether there is nothing to read, as far as can be told without disturbing writers. */
        default boolean seemsEmpty() {
            return isEmpty();
        }

        /** Lets go of the mail last read, when there is no other; only for the turn's holder. */
        default void release() {}

        /** Takes out the mail that has waited longest, tickets excepted, if that is allowed. */
        default @Nullable Mail evict() {
            return null;
        }
    }
}
