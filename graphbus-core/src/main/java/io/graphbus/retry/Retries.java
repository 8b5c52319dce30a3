package io.graphbus.retry;

import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet;
import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane's failed deliveries. Each waits out its pause and comes back as mail, so that an agent
 * still does one thing at a time; keyed events that arrive meanwhile wait behind the failed one of
 * their key. What is held counts against the mailbox's capacity, or, where the oldest is dropped,
 * is held to the same bound. Used by the holder of the lane's turn only.
 */
public final class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    /** Events of one key that are handled at a stretch once theirs got through. */
    private static final int STRETCH = 16;

    private final Mailbox mailbox;
    private final Pace pace;
    private final Turn turn;
    private final LinkedHashSet<Held> held = new LinkedHashSet<>();
    private final Map<Line.Id, Line> lines = new HashMap<>();
    private @Nullable Held current;

    public Retries(Mailbox mailbox, Pace pace, Turn turn) {
        this.mailbox = mailbox;
        this.pace = pace;
        this.turn = turn;
    }

    /** What pauses go by. */
    public record Pace(Timer timer, Clock clock, RandomGenerator random) {}

    /** The lane, as seen from here. */
    public interface Turn {

        /**
         * Makes another attempt; a failure is told to {@link Retries#failed} before it returns.
         *
         * @param cause why the last attempt failed; {@code null} when this is the first
         */
        void attempt(Envelope event, int slot, @Nullable Throwable cause);

        /** A delivery was pushed out by later ones. */
        void dropped(Envelope event, int slot);

        /** A delivery's handler is gone. */
        void cancelled(Envelope event, int slot);
    }

    /** Whether the event must wait behind an earlier one of its key; if so, it does from now on. */
    public boolean parks(Envelope event, int slot, Retried to) {
        if (lines.isEmpty()) {
            return false;
        }
        String key = key(to, event);
        Line line = key == null ? null : lines.get(new Line.Id(to, key));
        if (line == null) {
            return false;
        }
        Held behind = new Held(event, slot, to, line);
        line.park(behind);
        hold(behind);
        return true;
    }

    private static @Nullable String key(Retried to, Envelope event) {
        try {
            return to.orderingKey(event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            log.debug("The key of {} for {} cannot be read", event, to.id(), e);
            return null;
        }
    }

    /**
     * An attempt failed.
     *
     * @return which attempt it was, and when the next one follows
     */
    public Outcome failed(Envelope event, int slot, Retried to, Throwable cause) {
        int failures = current == null ? 1 : current.failures + 1;
        if (!to.retryPolicy().allows(failures, cause)) {
            return new Outcome(failures, null);
        }
        Held again = current;
        if (again == null) {
            again = new Held(event, slot, to, newLine(to, event));
            hold(again);
        }
        again.failures = failures;
        again.cause = cause;
        Instant next = pause(again);
        if (!to.isActive()) {
            mailbox.put(new Sweep(to), event.level(slot));
        }
        return new Outcome(failures, next);
    }

    /**
     * What follows from a failure.
     *
     * @param failures attempts that failed so far
     * @param next when the next one follows; {@code null} when there is none
     */
    public record Outcome(int failures, @Nullable Instant next) {

        public Outcome(Outlet.Failure failure) {
            this(failure.failures(), failure.next());
        }
    }

    private @Nullable Line newLine(Retried to, Envelope event) {
        String key = key(to, event);
        if (key == null) {
            return null;
        }
        Line line = new Line(to, key);
        lines.put(line.id(), line);
        return line;
    }

    private Instant pause(Held again) {
        Duration pause = again.to.retryPolicy().pause(again.failures, pace.random());
        again.to.setbacks().retrying(1);
        Instant next = pace.clock().instant().plus(pause);
        again.pause = pace.timer().after(pause, () -> comeBack(again));
        return next;
    }

    private void comeBack(Held again) {
        mailbox.put(new Due(again), again.event.level(again.slot));
    }

    private void hold(Held delivery) {
        held.add(delivery);
        mailbox.hold();
        if (mailbox.mayEvict() && held.size() > mailbox.capacity()) {
            Held oldest = held.getFirst();
            goOn(settle(oldest));
            turn.dropped(oldest.event, oldest.slot);
        }
    }

    /** Ends the wait of a delivery; what may go now in its place, if anything. */
    private @Nullable Held settle(Held delivery) {
        delivery.resume();
        delivery.gone = true;
        held.remove(delivery);
        mailbox.release();
        Line line = delivery.line;
        if (line == null) {
            return null;
        }
        if (delivery.parked) {
            line.behind().remove(delivery);
            return null;
        }
        Held next = line.next();
        if (next == null) {
            lines.remove(line.id());
        }
        return next;
    }

    private void goOn(@Nullable Held next) {
        if (next != null) {
            comeBack(next);
        }
    }

    private void due(Held first) {
        Held next = first;
        for (int i = 0; i < STRETCH && next != null && !mailbox.isClosed(); i++) {
            next = attempt(next);
        }
        goOn(next);
    }

    private @Nullable Held attempt(Held delivery) {
        if (delivery.gone) {
            return null;
        }
        delivery.resume();
        current = delivery;
        try {
            turn.attempt(delivery.event, delivery.slot, delivery.cause);
        } finally {
            current = null;
        }
        return delivery.pause == null ? settle(delivery) : null;
    }

    /** Ends the wait of all deliveries for a subscription, or of all that are left. */
    private void cancel(@Nullable Retried to) {
        List<Held> gone = new ArrayList<>(held);
        gone.removeIf(h -> to != null && h.to != to);
        for (Held delivery : gone) {
            if (!delivery.gone) {
                settle(delivery);
                turn.cancelled(delivery.event, delivery.slot);
            }
        }
    }

    /** Mail of this kind is the lane's own; anybody may put it, the turn's holder opens it. */
    public abstract static sealed class RetryMail extends Mail {

        /** Does what it was sent for. */
        public abstract void open(Retries retries);

        /** The mailbox has been closed: nothing will be tried again. */
        public void discard(Retries retries) {
            open(retries);
        }
    }

    /** A delivery's pause is over, or its turn in the line has come. */
    private static final class Due extends RetryMail {

        private final Held delivery;

        Due(Held delivery) {
            this.delivery = delivery;
        }

        @Override
        public void open(Retries retries) {
            retries.due(delivery);
        }

        @Override
        public void discard(Retries retries) {
            retries.cancel(delivery.to);
        }
    }

    /** A subscription has ended. */
    public static final class Sweep extends RetryMail {

        private final Retried to;

        public Sweep(Retried to) {
            this.to = to;
        }

        @Override
        public void open(Retries retries) {
            retries.cancel(to);
        }
    }
}
