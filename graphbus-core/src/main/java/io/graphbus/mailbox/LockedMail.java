package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * A queue from which writers may take out the oldest event. Its lock is a monitor and its links are
 * those of the mail, so that no end of a stack or of memory can leave it locked or half changed.
 */
final class LockedMail implements Mail.Queue {

    private @Nullable Mail first;
    private @Nullable Mail last;

    @Override
    public synchronized void add(Mail mail) {
        Mail before = last;
        last = mail;
        if (before == null) {
            first = mail;
        } else {
            before.next = mail;
        }
    }

    @Override
    public synchronized @Nullable Mail poll() {
        Mail mail = first;
        if (mail != null) {
            unlink(null, mail);
        }
        return mail;
    }

    @Override
    public synchronized boolean isEmpty() {
        return first == null;
    }

    @Override
    public synchronized @Nullable Mail evict() {
        Mail before = null;
        for (Mail mail = first; mail != null; mail = mail.next) {
            if (mail.isDroppable()) {
                unlink(before, mail);
                return mail;
            }
            before = mail;
        }
        return null;
    }

    private void unlink(@Nullable Mail before, Mail mail) {
        Mail after = mail.next;
        mail.next = null;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        }
    }
}
