package io.graphbus.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A lock-free queue after Vyukov's: a writer swaps itself in as the tail and then links its
 * predecessor to it; the mail last read stays as the queue's head until more is read or {@link
 * #release} puts a stub in its place. Head and tail stand in cache lines of their own.
 */
final class LinkedMail extends LinkedMailPadding implements Mail.Queue {

    private static final VarHandle TAIL = tail();

    private final Mail stub;
    private Mail head;

    LinkedMail() {
        stub = tail;
        head = tail;
    }

    @Override
    public void add(Mail mail) {
        Mail before = (Mail) TAIL.getAndSet(this, mail);
        try {
            Mail.NEXT.setRelease(before, mail);
        } catch (VirtualMachineError e) { // no stack; this needs none
            before.next = mail;
        }
    }

    @Override
    public @Nullable Mail poll() {
        while (true) {
            Mail last = head;
            Mail mail = last.next;
            if (mail == null) {
                if (last == tail) {
                    return null;
                }
                mail = awaitLink(last);
            }
            head = mail;
            Mail.NEXT.setOpaque(last, null);
            if (mail != stub) {
                return mail;
            }
        }
    }

    /** Looks at the reader's own cache line only, unless there is a ticket. */
    @Override
    public @Nullable Ticket pollTicket() {
        Mail first = head.next;
        Mail next = first == stub ? first.next : first;
        return next instanceof Ticket && poll() instanceof Ticket ticket ? ticket : null;
    }

    /** Looks at the reader's own cache line only. */
    @Override
    public boolean seemsEmpty() {
        return head.next == null;
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

    /** The stub is free whenever it is not the head of an empty queue. */
    @Override
    public void release() {
        Mail last = head;
        if (last != stub && last == tail) {
            add(stub);
            Mail mail = last.next;
            if ((mail == null ? awaitLink(last) : mail) == stub) {
                head = stub;
                last.next = null;
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return head == tail;
    }

    private static VarHandle tail() {
        try {
            return MethodHandles.lookup().findVarHandle(LinkedMailTail.class, "tail", Mail.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

/** What writers change. */
abstract class LinkedMailTail {
    volatile Mail tail = new Stub();

    /** What stands in the queue when nothing else does. */
    private static final class Stub extends Mail {}
}

/** Keeps writers out of the reader's cache line. */
abstract class LinkedMailPadding extends LinkedMailTail {
    long p0, p1, p2, p3, p4, p5, p6;
}
