package io.graphbus.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A lock-free queue after Vyukov's: a writer swaps itself in as the tail and then links its
 * predecessor to it; the mail last read stays as the queue's head, emptied.
 */
final class LinkedMail implements MailQueue {

    private static final VarHandle TAIL = tail();

    private Mail head = new Stub();
    private volatile Mail tail = head;

    @Override
    public void add(Mail mail) {
        Mail before = (Mail) TAIL.getAndSet(this, mail);
        before.next = mail;
    }

    @Override
    public @Nullable Mail poll() {
        Mail last = head;
        Mail mail = last.next;
        if (mail == null) {
            if (last == tail) {
                return null;
            }
            mail = awaitLink(last);
        }
        head = mail;
        last.next = null;
        return mail;
    }

    /** A writer is between its two steps: its predecessor is about to be linked. */
    private static Mail awaitLink(Mail last) {
        int spins = 0;
        Mail mail;
        while ((mail = last.next) == null) {
            if (++spins % 64 == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        return mail;
    }

    @Override
    public boolean isEmpty() {
        return head == tail;
    }

    private static VarHandle tail() {
        try {
            return MethodHandles.lookup().findVarHandle(LinkedMail.class, "tail", Mail.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Stub extends Mail {}
}
