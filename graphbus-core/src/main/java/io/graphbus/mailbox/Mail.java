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
}
