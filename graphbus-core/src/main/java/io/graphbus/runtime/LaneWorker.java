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
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Works off one lane's mail: runs handlers, counts what became of each, and keeps every failure
 * here. Between two events of one drain the clock is read once: the end of one is the start of the
 * next.
 */
final class LaneWorker implements Mailbox.Recipient {

    private final Lane lane;
    private final Engine engine;
    private final Reports reports;
    private final long timeoutNanos;
    private @Nullable Execution execution;
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
            deliver(delivery.take(), delivery.slot(), current);
        } else if (mail instanceof AgentLink.TaskMail task) {
            task.run(current, now);
            settleInterrupts();
            now = System.nanoTime();
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
        current.begin(to.handler(), event, start);
        try {
            if (to.hasFilter() && !to.accepts(event)) {
                current.end();
                skip(event, slot, tally, Outcome.FILTERED);
                return;
            }
            Object result = to.invoker.invoke(to.arguments(event), event);
            now = System.nanoTime();
            to.results.publish(result, event);
        } catch (Throwable e) { // user code: whatever it throws is its own failure
            now = System.nanoTime();
            failure = e;
        }
        boolean expired = current.end();
        settleInterrupts();
        if (failure == null && !expired) {
            tally.count(Outcome.SUCCEEDED, now - start);
            event.mark(slot, Status.DELIVERED);
            reports.completed(event, to, now - start);
        } else {
            tally.count(Outcome.FAILED, now - start);
            Throwable cause = failure == null ? Reports.tooLong(to, timeoutNanos) : failure;
            reports.failed(event, slot, to, now - start, cause);
        }
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
            Envelope event = delivery.take();
            LiveSubscription from = (LiveSubscription) event.subscriber(delivery.slot());
            from.drop();
            event.mark(delivery.slot(), Status.DROPPED);
            reports.skipped(event, from, DeliverySkipped.Reason.DROPPED);
        }
    }

    @Override
    public void discarded(Mail mail) {
        if (mail instanceof Delivery delivery) {
            Envelope event = delivery.take();
            LiveSubscription to = (LiveSubscription) event.subscriber(delivery.slot());
            skip(event, delivery.slot(), to.tally(lane.number()), Outcome.CANCELLED);
        }
    }
}
