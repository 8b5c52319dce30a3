package io.graphbus.runtime;

import io.graphbus.bus.Delivery;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.bus.Envelope;
import io.graphbus.chain.Execution;
import io.graphbus.chain.Lane;
import io.graphbus.invoke.Tally;
import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.retry.Retries;
import io.graphbus.retry.Retries.RetryMail;
import io.graphbus.retry.Unpublished;
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one lane's mail: runs handlers, counts what became of each, and keeps every failure
 * here. Between two events of one drain the clock is read once: the end of one is the start of the
 * next.
 */
final class LaneWorker implements Mailbox.Recipient {

    private static final Logger log = LoggerFactory.getLogger(LaneWorker.class);

    private final Lane lane;
    private final Engine engine;
    private final Reports reports;
    private final long timeoutNanos;
    private @Nullable Execution execution;
    private @Nullable Failures failures;
    private long now;

    LaneWorker(Lane lane, Engine engine) {
        this.lane = lane;
        this.engine = engine;
        this.reports = engine.reports();
        this.timeoutNanos = engine.options().handlerTimeout().toNanos();
    }

    @Override
    public String toString() {
        return lane.agent() + "#" + lane.number();
    }

    @Override
    public void resume() {
        if (execution == null) {
            execution = engine.executions().enterDrain(lane, timeoutNanos);
        }
        now = System.nanoTime();
    }

    @Override
    public void pause() {
        Execution ended = Objects.requireNonNull(execution);
        execution = null;
        engine.executions().leaveDrain(ended);
    }

    @Override
    public void receive(Mail mail) {
        Execution current = Objects.requireNonNull(execution);
        if (mail instanceof Delivery delivery) {
            receive(delivery.take(), delivery.slot(), current);
        } else if (mail instanceof AgentLink.TaskMail task) {
            task.run(current, now);
            settleInterrupts();
            now = System.nanoTime();
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

    private void deliver(Envelope event, int slot, Execution current) {
        LiveSubscription to = (LiveSubscription) event.subscriber(slot);
        Tally tally = to.tally(lane.number());
        if (!to.isActive()) {
            skip(event, slot, tally, Outcome.CANCELLED);
            return;
        }
        long start = now;
        Throwable failure = null;
        Object result = null;
        current.begin(to.handler(), event, start);
        try {
            if (to.hasFilter() && !to.accepts(event)) {
                current.end();
                skip(event, slot, tally, Outcome.FILTERED);
                return;
            }
            result = to.invoker.invoke(to.arguments(event), event);
        } catch (Throwable e) { // user code: whatever it throws is its own failure
            failure = e;
        }
        now = System.nanoTime();
        boolean expired = current.end();
        settleInterrupts();
        if (failure == null) {
            failure =
                    expired ? Reports.tooLong(to, timeoutNanos) : to.results.publish(result, event);
        }
        settle(event, slot, to, now - start, failure);
    }

    private void settle(
            Envelope event,
            int slot,
            LiveSubscription to,
            long nanos,
            @Nullable Throwable failure) {
        if (failure == null) {
            to.tally(lane.number()).count(Outcome.SUCCEEDED, nanos);
            event.mark(slot, Status.DELIVERED);
            reports.completed(event, to, nanos);
        } else {
            failures().failed(event, slot, to, nanos, failure);
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

    private void skip(Envelope event, int slot, Tally tally, Outcome outcome) {
        tally.count(outcome);
        boolean filtered = outcome == Outcome.FILTERED;
        event.mark(slot, filtered ? Status.FILTERED : Status.CANCELLED);
        reports.skipped(
                event,
                (LiveSubscription) event.subscriber(slot),
                filtered ? DeliverySkipped.Reason.FILTERED : DeliverySkipped.Reason.CANCELLED);
        now = System.nanoTime();
    }

    @Override
    public void dropped(Mail mail) {
        if (mail instanceof Delivery delivery) {
            drop(delivery.take(), delivery.slot());
        }
    }

    private void drop(Envelope event, int slot) {
        LiveSubscription from = (LiveSubscription) event.subscriber(slot);
        from.drop();
        event.mark(slot, Status.DROPPED);
        reports.skipped(event, from, DeliverySkipped.Reason.DROPPED);
    }

    @Override
    public void discarded(Mail mail) {
        if (mail instanceof Delivery delivery) {
            Envelope event = delivery.take();
            LiveSubscription to = (LiveSubscription) event.subscriber(delivery.slot());
            skip(event, delivery.slot(), to.tally(lane.number()), Outcome.CANCELLED);
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
            to.tally(lane.number()).count(Outcome.FAILED, nanos);
            Retries.Outcome outcome = retries.failed(event, slot, to, cause);
            event.mark(slot, outcome.next() == null ? Status.DEAD : Status.RETRYING);
            if (outcome.next() == null) {
                to.tally(lane.number()).count(Outcome.DEAD);
            }
            try {
                Throwable shown = LiveMethod.Results.shown(cause);
                reports.failed(event, slot, to, nanos, shown, outcome);
            } catch (Throwable e) { // user code: what an exception says of itself
                log.error("The failure of {}.{} could not be told", to.agent(), to.handler());
            }
        }

        @Override
        public void attempt(Envelope event, int slot, @Nullable Throwable cause) {
            LiveSubscription to = (LiveSubscription) event.subscriber(slot);
            if (cause instanceof Unpublished rest && to.isActive()) {
                settle(event, slot, to, 0, to.results.publish(rest, event));
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
            LiveSubscription to = (LiveSubscription) event.subscriber(slot);
            skip(event, slot, to.tally(lane.number()), Outcome.CANCELLED);
        }
    }
}
