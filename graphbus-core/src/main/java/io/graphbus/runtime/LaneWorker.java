package io.graphbus.runtime;

import io.graphbus.agent.Event;
import io.graphbus.bus.Delivery;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet;
import io.graphbus.chain.Execution;
import io.graphbus.chain.Lane;
import io.graphbus.invoke.Stopwatch;
import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.retry.Causes;
import io.graphbus.retry.Retries;
import io.graphbus.retry.Retries.RetryMail;
import io.graphbus.retry.Unpublished;
import io.graphbus.signal.EngineSignal.DeliverySkipped.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one lane's mail: runs handlers, counts what became of each, and keeps every failure
 * here.
 */
final class LaneWorker implements Mailbox.Recipient {

    private static final Logger log = LoggerFactory.getLogger(LaneWorker.class);

    private final Lane lane;
    private final Engine engine;
    private final Reports reports;
    private final long timeoutNanos;
    private @Nullable Execution execution;
    private final Stopwatch stopwatch;
    private @Nullable Failures failures;

    /** Tells its outlet what becomes of it, while it is made. */
    private Outlet.@Nullable Tracked tracked;

    /** Whose executions have passed since the last lap. */
    private @Nullable LiveSubscription passing;

    LaneWorker(Lane lane, Engine engine) {
        this.lane = lane;
        this.engine = engine;
        this.reports = engine.reports();
        this.timeoutNanos = engine.options().handlerTimeout().toNanos();
        this.stopwatch =
                new Stopwatch(
                        engine.ticker()::pulse,
                        reports::isCompletionHeard,
                        engine.options().statistics());
    }

    @Override
    public String toString() {
        return lane.agent() + "#" + lane.number();
    }

    @Override
    public void resume(boolean atOnce) {
        Execution current = execution;
        if (current == null) {
            current = engine.executions().enterDrain(lane, timeoutNanos);
            execution = current;
        }
        long last = current.lastNanos();
        if (atOnce && last != 0) {
            stopwatch.start(last);
        } else {
            stopwatch.start();
        }
    }

    @Override
    public void rest() {
        LiveSubscription last = passing;
        if (last != null && stopwatch.hasPassed()) {
            stopwatch.lap(last.tally(lane.number()));
        }
    }

    @Override
    public void pause() {
        rest();
        Execution ended = Objects.requireNonNull(execution);
        execution = null;
        ended.lastNanos(stopwatch.started());
        engine.executions().leaveDrain(ended);
    }

    @Override
    public void receive(Mail mail) {
        Execution current = Objects.requireNonNull(execution);
        if (mail instanceof Envelope event) {
            receive(event, 0, current);
        } else if (mail instanceof Outlet.Tracked kept) {
            if (kept.admits()) {
                tracked = kept;
                try {
                    deliver(kept.envelope(), kept.slot(), current);
                } finally {
                    tracked = null;
                }
            }
        } else if (mail instanceof Delivery delivery) {
            receive(delivery.envelope(), delivery.slot(), current);
        } else if (mail instanceof AgentLink.TaskMail task) {
            rest();
            task.run(current, stopwatch.started());
            settleInterrupts();
            stopwatch.start();
        } else if (mail instanceof RetryMail again && failures != null) {
            again.open(failures.retries);
        }
    }

    private void receive(Envelope event, int slot, Execution current) {
        Failures earlier = failures;
        if (earlier == null
                || !earlier.retries.parks(event, slot, (LiveSubscription) event.subscriber(slot))) {
            deliver(event, slot, current);
        }
    }

    @SuppressWarnings("ReferenceEquality") // subscriptions are themselves
    private void deliver(Envelope event, int slot, Execution current) {
        LiveSubscription to = (LiveSubscription) event.subscriber(slot);
        if (to != passing) {
            rest();
            passing = to;
        }
        if (!to.isActive() || engine.options().hasCome(event.expires())) {
            skip(event, slot, to, to.isActive() ? Reason.EXPIRED : Reason.CANCELLED);
            return;
        }
        Throwable failure = null;
        boolean publishes = false;
        Object result = null;
        current.begin(to.handler(), event, stopwatch.started());
        try {
            Event read = to.read(tracked == null ? event : tracked.read());
            if (to.hasFilter() && !to.accepts(read)) {
                current.end();
                settleInterrupts();
                skip(event, slot, to, Reason.FILTERED);
                return;
            }
            to.admit(read);
            result = to.handle(read);
            publishes = to.results.arePublished(result);
        } catch (Throwable e) { // user code: whatever it throws is its own failure
            failure = e;
        }
        if (publishes) {
            stopwatch.hold();
        }
        boolean expired = current.end();
        settleInterrupts();
        if (failure == null && expired) {
            failure = Reports.tooLong(to, timeoutNanos);
        } else if (publishes) {
            failure = to.results.publish(result, event);
        }
        settle(event, slot, to, failure);
    }

    private void settle(Envelope event, int slot, LiveSubscription to, @Nullable Throwable thrown) {
        Throwable failure = thrown == null && tracked != null ? tracked.completed() : thrown;
        if (failure != null) {
            long nanos = stopwatch.fail(to.tally(lane.number()));
            failures().failed(event, slot, to, nanos, failure);
            stopwatch.start();
            return;
        }
        event.mark(slot, Status.DELIVERED);
        if (stopwatch.passes()) {
            reports.completed(event, to, stopwatch.lap(to.tally(lane.number())));
        }
    }

    private Failures failures() {
        Failures known = failures;
        if (known == null) {
            known = new Failures();
            failures = known;
        }
        return known;
    }

    /** What a handler leaves of an interrupt must not reach whatever the thread does next. */
    @SuppressWarnings("ResultOfMethodCallIgnored")
    private static void settleInterrupts() {
        Thread.interrupted();
    }

    private void skip(Envelope event, int slot, LiveSubscription to, Reason why) {
        rest();
        if (tracked != null) {
            tracked.skipped(why);
        }
        if (tracked == null || why != Reason.CANCELLED) {
            to.tally(lane.number()).count(Reports.outcome(why), 1);
        }
        event.mark(slot, Reports.status(why));
        reports.skipped(event, to, why);
        stopwatch.start();
    }

    private void cancel(Envelope event, int slot) {
        skip(event, slot, (LiveSubscription) event.subscriber(slot), Reason.CANCELLED);
    }

    @Override
    public void dropped(Mail mail) {
        if (mail instanceof Envelope event) {
            drop(event, 0);
        } else if (mail instanceof Delivery delivery) {
            drop(delivery.envelope(), delivery.slot());
        }
    }

    private void drop(Envelope event, int slot) {
        LiveSubscription from = (LiveSubscription) event.subscriber(slot);
        from.drop();
        event.mark(slot, Status.DROPPED);
        reports.skipped(event, from, Reason.DROPPED);
    }

    @Override
    public void discarded(Mail mail) {
        if (mail instanceof Envelope event) {
            cancel(event, 0);
        } else if (mail instanceof Outlet.Tracked kept) {
            kept.skipped(Reason.CANCELLED);
        } else if (mail instanceof Delivery delivery) {
            cancel(delivery.envelope(), delivery.slot());
        } else if (mail instanceof RetryMail again && failures != null) {
            again.discard(failures.retries);
        }
    }

    /** What follows from failures in this lane; made when there is the first. */
    private final class Failures implements Retries.Turn {

        private final Retries retries =
                new Retries(
                        lane.mailbox(),
                        new Retries.Pace(engine.timer(), engine.options().clock(), engine.random()),
                        this);

        /** Another attempt follows, or the delivery is dead. */
        void failed(Envelope event, int slot, LiveSubscription to, long nanos, Throwable cause) {
            to.tally(lane.number()).count(Outcome.FAILED, 1, nanos);
            Retries.Outcome outcome =
                    tracked == null
                            ? retries.failed(event, slot, to, cause)
                            : new Retries.Outcome(tracked.failed(cause));
            event.mark(slot, outcome.next() == null ? Status.DEAD : Status.RETRYING);
            if (outcome.next() == null) {
                to.tally(lane.number()).count(Outcome.DEAD, 1);
            }
            try {
                Throwable shown = Causes.shown(cause);
                reports.failed(event, slot, to, nanos, shown, outcome);
            } catch (Throwable e) { // user code: what an exception says of itself
                log.error("The failure of {}.{} could not be told", to.agent(), to.handler());
            }
        }

        @Override
        public void attempt(Envelope event, int slot, @Nullable Throwable cause) {
            LiveSubscription to = (LiveSubscription) event.subscriber(slot);
            if (cause instanceof Unpublished left && to.isActive()) {
                rest();
                stopwatch.start();
                stopwatch.hold();
                settle(event, slot, to, to.results.publish(left, event));
            } else {
                deliver(event, slot, Objects.requireNonNull(execution));
            }
        }

        @Override
        public void dropped(Envelope event, int slot) {
            drop(event, slot);
        }

        @Override
        public void cancelled(Envelope event, int slot) {
            cancel(event, slot);
        }
    }
}
