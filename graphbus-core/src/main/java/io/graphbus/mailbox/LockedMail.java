package io.graphbus.mailbox;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A queue under a lock, from which writers may take out the oldest event. */
final class LockedMail implements MailQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Mail> waiting = new ArrayDeque<>(4);

    @Override
    public void add(Mail mail) {
        lock.lock();
        try {
            waiting.add(mail);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Mail poll() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Mail evict() {
        lock.lock();
        try {
            for (Iterator<Mail> oldest = waiting.iterator(); oldest.hasNext(); ) {
                Mail mail = oldest.next();
                if (mail.isDroppable()) {
                    oldest.remove();
                    return mail;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}
