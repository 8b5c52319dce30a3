package io.graphbus.chain;

import io.graphbus.agent.Event;
import io.graphbus.conduct.ConductedLock;
import io.graphbus.conduct.Conductor;
import io.graphbus.mailbox.Ticket;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.stack.Headroom;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Gets a thread its turn at an agent: at once when the agent is idle or waits in the thread's own
 * chain, otherwise when the mailbox has come to it. Before a thread waits, it is made sure that it
 * does not wait for itself. Usable from any thread.
 */
public final class Turns {

    /** About two microseconds. */
    private static final int SPINS = 64;

    private final Executions executions;
    private final Runnable beforeWaiting;
    private final ConductedLock lock = new ConductedLock();
    private final Condition returned = lock.newCondition();
    private final Set<Slot> waiters = new LinkedHashSet<>();
    private volatile boolean closed;
    final AtomicInteger asyncCalls = new AtomicInteger();

    /**
     * Turns in one running graph.
     *
     * @param beforeWaiting told on a thread that is about to wait
     */
    public Turns(Executions executions, Runnable beforeWaiting) {
        this.executions = executions;
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * What a call comes from.
     *
     * @param execution that made the call; {@code null} outside of agents
     * @param cause the event it was handling
     */
    public record Caller(@Nullable Execution execution, @Nullable Event cause) {
        public static final Caller OUTSIDE = new Caller(null, null);
    }

    /** Whoever the calling thread is working for. */
    public Caller caller() {
        Execution current = executions.current();
        return current == null ? Caller.OUTSIDE : new Caller(current, current.cause());
    }

    /**
     * Gets the calling thread a turn at one of an agent's lanes, and the stack to give it back.
     *
     * @return to be handed to {@link #leave}
     */
    public Execution enter(
            Lane[] lanes, String operation, @Nullable Execution parent, long timeoutNanos) {
        Headroom.require();
        Slot slot = executions.slot();
        Execution.Hold hold = Execution.Hold.OWNED;
        Execution holder = parent == null ? null : holder(parent, lanes);
        Lane lane;
        if (holder != null && holder.slot == slot) {
            lane = holder.lane;
            hold = Execution.Hold.INSIDE;
        } else {
            Lane free = holder == null ? soonFree(lanes) : null;
            lane = free != null ? free : holder != null ? holder.lane : shortest(lanes);
            if (free == null) {
                hold = await(slot, lane, holder, parent, operation, timeoutNanos);
            }
        }
        try {
            Execution execution = new Execution(slot, lane, parent, hold, operation, timeoutNanos);
            if (hold == Execution.Hold.OWNED) {
                lane.owner(execution);
            }
            executions.push(slot, execution);
            return execution;
        } catch (VirtualMachineError e) { // no memory
            giveBack(lane, hold);
            throw e;
        }
    }

    /** Gives the turn back, once. */
    public void leave(Execution execution) {
        if (execution.left) {
            return;
        }
        execution.left = true;
        executions.pop(execution.slot, execution);
        giveBack(execution.lane, execution.hold);
    }

    private void giveBack(Lane lane, Execution.Hold hold) {
        if (hold == Execution.Hold.OWNED) {
            lane.owner(null);
            lane.mailbox().leave();
        } else if (hold == Execution.Hold.BORROWED) {
            lock.lock();
            try {
                Execution owner = lane.owner();
                if (owner != null) {
                    owner.slot.borrows--;
                }
                returned.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The execution of the chain that has the turn at one of the lanes. */
    @SuppressWarnings("ReferenceEquality") // executions are themselves
    private static @Nullable Execution holder(Execution parent, Lane[] lanes) {
        for (Execution x = parent; x != null; x = x.parent) {
            if (x.hold == Execution.Hold.OWNED && x.lane.owner() == x) {
                for (Lane lane : lanes) {
                    if (lane == x.lane) {
                        return x;
                    }
                }
            }
        }
        return null;
    }

    /**
     * A free lane, or one that becomes free in a moment: most executions are shorter than putting a
     * thread to sleep. A lane with mail gets none, since that would overtake the mail.
     */
    private static @Nullable Lane soonFree(Lane[] lanes) {
        Lane free = free(lanes);
        for (int i = 0; free == null && i < SPINS && !Conductor.current().conducts(); i++) {
            Thread.onSpinWait();
            free = free(lanes);
        }
        return free;
    }

    private static @Nullable Lane free(Lane[] lanes) {
        for (Lane lane : lanes) {
            if (lane.mailbox().tryEnter()) {
                return lane;
            }
        }
        return null;
    }

    private static Lane shortest(Lane[] lanes) {
        Lane best = lanes[0];
        for (Lane lane : lanes) {
            if (lane.mailbox().waitingMail() < best.mailbox().waitingMail()) {
                best = lane;
            }
        }
        return best;
    }

    private Execution.Hold await(
            Slot slot,
            Lane lane,
            @Nullable Execution holder,
            @Nullable Execution parent,
            String operation,
            long timeoutNanos) {
        long deadline = Conductor.current().nanoTime() + timeoutNanos;
        Ticket ticket;
        lock.lock();
        try {
            if (closed) {
                throw turnedAway(lane.agent(), operation).toException();
            }
            if (holder != null && Waits.leadsTo(holder.slot.waiting, slot)) {
                holder.slot.borrows++;
                return Execution.Hold.BORROWED;
            }
            if (parent != null) {
                Waits.refuseLoop(slot, lane, parent, operation);
            }
            ticket = lane.mailbox().queue();
            slot.waiting = new Waits.ForLane(lane, ticket);
            waiters.add(slot);
        } finally {
            lock.unlock();
        }
        beforeWaiting.run();
        try {
            return new TurnWait(lane, operation, ticket, deadline, timeoutNanos).turn();
        } finally {
            stopWaiting(slot);
        }
    }

    /**
     * From now on nobody waits for a turn, and who does is turned away. Agents that nobody is in
     * can still be entered, by those who look at {@link #isClosed} and those who end them.
     */
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Slot slot : waiters) {
                if (slot.waiting instanceof Waits.ForLane wait) {
                    wait.ticket().settle(Ticket.State.CLOSED);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** What a call is told that came too late. */
    public static Problem turnedAway(String agent, String operation) {
        return Problem.of(
                ProblemCode.STOPPED,
                agent + "." + operation,
                "the graph was stopped before it was this call's turn",
                "Start the graph again.");
    }

    private void stopWaiting(Slot slot) {
        lock.lock();
        try {
            slot.waiting = null;
            waiters.remove(slot);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The calling thread, if it executes an agent, is about to wait for the future: whoever that
     * depends on may come in meanwhile.
     */
    boolean beginWaiting(CallFuture future) {
        Headroom.require();
        Execution current = executions.current();
        if (current == null) {
            return false;
        }
        lock.lock();
        try {
            current.slot.waiting = future;
            refuseLoop(current, future);
            waiters.forEach(Waits::letIn);
        } finally {
            lock.unlock();
        }
        beforeWaiting.run();
        return true;
    }

    private static void refuseLoop(Execution current, CallFuture future) {
        try {
            Waits.refuseLoop(current, future);
        } catch (GraphBusException e) {
            current.slot.waiting = null;
            throw e;
        }
    }

    /** Ends the wait, once nobody runs inside it any more. */
    void endWaiting() {
        Slot slot = executions.slot();
        lock.lock();
        try {
            slot.waiting = null;
            while (slot.borrows > 0) {
                returned.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Calls on threads of their own that have not ended, begun or not. */
    public int asyncCalls() {
        return asyncCalls.get();
    }

    Slot slot() {
        return executions.slot();
    }
}
