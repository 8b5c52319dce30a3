package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * Queues by level, the most urgent first. A level that has been passed over {@value #PATIENCE}
 * times while something waited in it goes first once, so that nothing starves. Most mailboxes only
 * ever use one level and pay for one.
 */
final class PriorityMail {

    static final int NORMAL = 2;
    private static final int LEVELS = 4;
    private static final int PATIENCE = 16;

    private final boolean evicting;
    private final Mail.Queue normal;
    private volatile Mail.Queue @Nullable [] levels;
    private int[] passed = {};

    PriorityMail(Overflow overflow) {
        evicting = overflow == Overflow.DROP_OLDEST;
        normal = queue();
    }

    private Mail.Queue queue() {
        return evicting ? new LockedMail() : new LinkedMail();
    }

    void add(Mail mail, int level) {
        if (level == NORMAL) {
            normal.add(mail);
        } else {
            all()[level].add(mail);
        }
    }

    private Mail.Queue[] all() {
        Mail.Queue[] known = levels;
        return known != null ? known : makeLevels();
    }

    private synchronized Mail.Queue[] makeLevels() {
        Mail.Queue[] known = levels;
        if (known == null) {
            known = new Mail.Queue[] {queue(), queue(), normal, queue()};
            passed = new int[LEVELS];
            levels = known;
        }
        return known;
    }

    @Nullable Mail poll() {
        Mail.Queue[] known = levels;
        return known == null ? normal.poll() : poll(known);
    }

    private @Nullable Mail poll(Mail.Queue[] known) {
        int chosen = -1;
        for (int i = 0; i < LEVELS; i++) {
            if (!known[i].isEmpty() && (chosen < 0 || passed[i] >= PATIENCE)) {
                chosen = i;
            }
        }
        if (chosen < 0) {
            return null;
        }
        for (int i = chosen + 1; i < LEVELS; i++) {
            passed[i] = known[i].isEmpty() ? 0 : passed[i] + 1;
        }
        passed[chosen] = 0;
        return known[chosen].poll();
    }

    /** See {@link Mail.Queue#pollTicket()}; where there are several levels, drains find tickets. */
    @Nullable Ticket pollTicket() {
        return levels == null ? normal.pollTicket() : null;
    }

    boolean isEmpty() {
        Mail.Queue[] known = levels;
        if (known == null) {
            return normal.isEmpty();
        }
        for (Mail.Queue queue : known) {
            if (!queue.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is nothing to read, as far as can be told without disturbing writers. */
    boolean seemsEmpty() {
        return levels == null ? normal.seemsEmpty() : isEmpty();
    }

    /** Lets go of the mail last read. */
    void release() {
        Mail.Queue[] known = levels;
        if (known == null) {
            normal.release();
            return;
        }
        for (Mail.Queue queue : known) {
            queue.release();
        }
    }

    boolean mayEvict() {
        return evicting;
    }

    /** Takes out the oldest event of the least urgent level that has one. */
    @Nullable Mail evict() {
        Mail.Queue[] known = levels;
        if (known == null) {
            return normal.evict();
        }
        for (int i = LEVELS - 1; i >= 0; i--) {
            Mail mail = known[i].evict();
            if (mail != null) {
                return mail;
            }
        }
        return null;
    }
}
