package io.graphbus.durable;

import io.graphbus.bus.Outlet.Failure;
import io.graphbus.durable.progress.Fate;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.store.log.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What follows from how deliveries of one subscription end. Told in the agent's turn; of deliveries
 * that are ordered by a key, by one thread at a time.
 */
final class Outcomes {

    private final Feed feed;
    private final Works works;

    Outcomes(Feed feed, Works works) {
        this.feed = feed;
        this.works = works;
    }

    /** Whether a delivery is to be made now; otherwise it is somebody else's or was put off. */
    boolean admits(Delivering one) {
        if (!feed.to.isActive() || works.isOver() || !one.part().isOwned()) {
            feed.returned(one);
            return false;
        }
        if (feed.lines.isEmpty() || one.again() != null) {
            return true;
        }
        String key = feed.key(one.envelope());
        if (key == null || !feed.lines.isTaken(key)) {
            return true;
        }
        PutOff off = new PutOff(one.position(), key, null);
        if (!feed.lines.waits(key, off)) {
            return true;
        }
        feed.deferred(1);
        works.notes().deferred(off.kept(feed.reader));
        feed.passed(one, Fate.PUT_OFF);
        return false;
    }

    @Nullable Throwable completed(Delivering one) {
        Throwable failure = feed.isExclusive() ? works.commit(feed, one) : null;
        if (failure == null) {
            settle(one, Fate.COMPLETED);
        }
        return failure;
    }

    void skipped(Delivering one, boolean filtered) {
        if (filtered) {
            settle(one, Fate.FILTERED);
        } else {
            feed.returned(one);
        }
    }

    private void settle(Delivering one, Fate fate) {
        PutOff off = one.again();
        if (off != null) {
            settle(off, fate);
        }
        feed.passed(one, fate);
    }

    private void settle(PutOff off, Fate fate) {
        works.notes().settled(feed, off, fate);
        feed.deferred(-1);
        PutOff next = off.key == null ? null : feed.lines.ends(off.key, off);
        if (next != null) {
            works.now(feed, next);
        }
    }

    /** What was put off cannot be made any more, since it is not for this subscription now. */
    void cancel(PutOff off) {
        feed.offered(-1);
        settle(off, Fate.CANCELLED);
    }

    Failure failed(Delivering one, Throwable cause) {
        if (feed.isExclusive()) {
            works.rollBack(feed);
        }
        Instant now = works.time();
        PutOff off = one.again();
        boolean first = off == null;
        if (off == null) {
            off = new PutOff(one.position(), feed.key(one.envelope()), null);
        }
        off.failed(now, Letters.inOneLine(cause));
        if (!feed.to.retryPolicy().allows(off.failures(), cause)) {
            works.notes().dead(Letters.of(feed, works.data(one.envelope()), off, cause, now));
            settle(one, Fate.DEAD);
            return new Failure(off.failures(), null);
        }
        Duration pause = works.pause(feed.to, off.failures());
        off.next(now.plus(pause));
        if (first) {
            feed.deferred(1);
        }
        keep(off);
        if (!first || off.key == null || feed.lines.takes(off.key, off)) {
            works.after(pause, feed, off);
        }
        feed.passed(one, Fate.PUT_OFF);
        return new Failure(off.failures(), now.plus(pause));
    }

    private void keep(PutOff off) {
        if (off.letter == null) {
            works.notes().deferred(off.kept(feed.reader));
        } else {
            works.notes().dead(Letters.tried(off.letter, off));
        }
    }

    /** Delivers a letter once more. */
    void replay(DeadLetter letter) {
        takeUp(new PutOff(letter.position(), works.key(feed, letter), letter));
    }

    /** Lets something that was put off, or is replayed, have its turn. */
    void takeUp(PutOff off) {
        feed.offered(1);
        feed.deferred(1);
        if (off.key != null && !feed.lines.takes(off.key, off)) {
            return;
        }
        Instant next = off.next();
        Duration pause = next == null ? Duration.ZERO : Duration.between(works.time(), next);
        if (pause.isPositive()) {
            works.after(pause, feed, off);
        } else {
            works.now(feed, off);
        }
    }
}
