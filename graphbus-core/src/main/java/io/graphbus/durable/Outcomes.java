package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet.Failure;
import io.graphbus.durable.Commits.NotCommitted;
import io.graphbus.durable.letter.LetterWriter;
import io.graphbus.durable.progress.Fate;
import io.graphbus.durable.progress.Part;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.signal.EngineSignal.DeliverySkipped.Reason;
import io.graphbus.store.log.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What follows from how deliveries of one subscription end. Told in the agent's turn; of deliveries
 * that are ordered by a key, by one thread at a time.
 */
final class Outcomes {

    /** Before another attempt when the fault is not the handler's. */
    private static final Duration AWAY = Duration.ofSeconds(1);

    private final Feed feed;
    private final Works works;

    private final Map<String, Part> replaying = new ConcurrentHashMap<>();

    Outcomes(Feed feed, Works works) {
        this.feed = feed;
        this.works = works;
    }

    /** Whether a delivery is to be made now; otherwise it is somebody else's or was put off. */
    boolean admits(Delivering one) {
        boolean runs = feed.to.isActive() && !feed.hold.isOn();
        if (!runs || works.isOver() || !one.isOurs()) {
            feed.returned(one);
            return false;
        }
        return !waits(one);
    }

    /**
     * An attempt begins.
     *
     * @throws RuntimeException when it cannot: that one has failed
     */
    void begin() {
        works.commits().begin(feed);
    }

    /** Whether it has to wait behind another one of its key; if so, it does from now on. */
    private boolean waits(Delivering one) {
        if (feed.lines.isEmpty() || one.again() != null) {
            return false;
        }
        String key = feed.key(one.envelope());
        if (key == null || !feed.lines.isTaken(key)) {
            return false;
        }
        PutOff off = new PutOff(one.position(), key, null);
        off.epoch(one.epoch());
        if (!feed.lines.waits(key, off)) {
            return false;
        }
        feed.load.deferred(1);
        works.notes().deferred(off.kept(feed.reader), one.part().number());
        feed.passed(one, Fate.PUT_OFF);
        return true;
    }

    @Nullable Throwable completed(Delivering one) {
        Throwable failure = works.commits().commit(feed, one);
        if (failure == null) {
            settle(one, Fate.COMPLETED);
        }
        return failure;
    }

    void skipped(Delivering one, Reason why) {
        switch (why) {
            case FILTERED -> settle(one, Fate.FILTERED);
            case EXPIRED -> settle(one, Fate.EXPIRED);
            case DROPPED, CANCELLED -> feed.returned(one);
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
        feed.load.deferred(-1);
        if (off.letter != null) {
            replaying.remove(off.letter.id());
        }
        PutOff next = off.key == null ? null : feed.lines.ends(off.key, off);
        if (next != null) {
            works.now(feed, next);
        }
    }

    /** What was put off cannot be made any more, since it is not for this subscription now. */
    void cancel(PutOff off) {
        feed.load.offered(-1);
        settle(off, Fate.CANCELLED);
    }

    Failure failed(Delivering one, Throwable cause) {
        Throwable trouble = takenBack(cause);
        Instant now = works.time();
        PutOff off = one.again();
        boolean first = off == null;
        if (off == null) {
            off = new PutOff(one.position(), feed.key(one.envelope()), null);
            off.epoch(one.epoch());
        }
        boolean blameless = trouble instanceof NotCommitted;
        if (!blameless) {
            off.failed(now, LetterWriter.inOneLine(trouble));
        }
        if (!blameless && !feed.to.retryPolicy().allows(off.failures(), trouble)) {
            DeadLetter letter =
                    LetterWriter.of(feed.to, works.data(one.envelope()), off, trouble, now);
            works.notes().dead(letter, one.part().number());
            settle(one, Fate.DEAD);
            return new Failure(off.failures(), null);
        }
        Duration pause = blameless ? AWAY : works.pause(feed.to, off.failures());
        off.next(now.plus(pause));
        if (first) {
            feed.load.deferred(1);
        }
        keep(off);
        if (!first || off.key == null || feed.lines.takes(off.key, off)) {
            works.after(pause, feed, off);
        }
        feed.passed(one, Fate.PUT_OFF);
        return new Failure(off.failures(), now.plus(pause));
    }

    /** Leaves no trace of an attempt in the agent's state; what went wrong, all in all. */
    private Throwable takenBack(Throwable cause) {
        try {
            works.commits().rollBack(feed);
        } catch (RuntimeException | Error e) { // user code
            cause.addSuppressed(e);
        }
        return cause;
    }

    private void keep(PutOff off) {
        int part = feed.part(off.key, off.position).number();
        if (off.letter == null) {
            works.notes().deferred(off.kept(feed.reader), part);
        } else {
            works.notes().dead(off.letter.tried(off.attempts()), part);
        }
    }

    /** A letter's event in the version that its replay asks for. */
    Envelope migrated(DeadLetter letter) {
        return works.migrated(letter);
    }

    /** Delivers a letter once more, unless that is under way. */
    void replay(DeadLetter letter) {
        String key = works.key(feed, letter);
        Part part = feed.part(key, letter.position());
        if (part.isOwned() && replaying.putIfAbsent(letter.id(), part) == null) {
            takeUp(new PutOff(letter.position(), key, letter));
        }
    }

    /** Ids of letters whose replay is under way here. */
    Set<String> replaying() {
        return Set.copyOf(replaying.keySet());
    }

    /** What is replayed of a part is not ours any more. */
    void forget(Part part) {
        replaying.values().removeIf(part::equals);
    }

    /**
     * Takes over what was put off, and perhaps completed and not counted before its owner ended.
     */
    void adopt(PutOff off, boolean completed) {
        if (completed) {
            works.notes().settled(feed, off, Fate.COMPLETED);
        } else {
            takeUp(off);
        }
    }

    /** Lets something that was put off, or is replayed, have its turn. */
    private void takeUp(PutOff off) {
        off.epoch(feed.part(off.key, off.position).epoch());
        feed.load.offered(1);
        feed.load.deferred(1);
        if (off.key != null && !feed.lines.takes(off.key, off)) {
            return;
        }
        Instant next = off.next();
        Duration pause = next == null ? Duration.ZERO : Duration.between(works.time(), next);
        Duration longest = feed.to.retryPolicy().maxDelay(); // by whatever clock it was put off
        if (pause.isPositive()) {
            works.after(pause.compareTo(longest) < 0 ? pause : longest, feed, off);
        } else {
            works.now(feed, off);
        }
    }
}
