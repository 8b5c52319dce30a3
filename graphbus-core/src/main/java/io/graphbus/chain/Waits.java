package io.graphbus.chain;

import io.graphbus.mailbox.Ticket;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows who waits for whom; callers hold the lock of {@link Turns}. */
final class Waits {

    private static final int FAR = 10_000;

    private Waits() {}

    /** A thread that waits for its turn. */
    record ForLane(Lane lane, Ticket ticket) {}

    /** Whether a wait for futures ends at a thread: that thread works for the one that waits. */
    static boolean leadsTo(@Nullable Object waiting, Slot target) {
        Object at = waiting;
        for (int i = 0; i < FAR && at instanceof CallFuture future; i++) {
            Slot next = future.slot();
            if (next == null) {
                return false;
            }
            if (next == target) {
                return true;
            }
            at = next.waiting;
        }
        return false;
    }

    /** Whoever waits for the turn of one that now waits for it goes ahead inside that turn. */
    static void letIn(Slot guest) {
        if (guest.waiting instanceof ForLane wait) {
            Execution owner = wait.lane().owner();
            if (owner != null
                    && leadsTo(owner.slot.waiting, guest)
                    && wait.ticket().settle(Ticket.State.BORROWED)) {
                owner.slot.borrows++;
            }
        }
    }

    static void refuseLoop(Slot me, Lane lane, Execution caller, String operation) {
        List<String> path = new ArrayList<>();
        if (closes(me, lane, path)) {
            throw deadlock(caller.agent(), path, lane.agent() + "." + operation).toException();
        }
    }

    /** The waiter waits for the future already. */
    static void refuseLoop(Execution waiter, CallFuture future) {
        Slot worker = last(future);
        List<String> path = new ArrayList<>();
        if (worker != null
                && worker.waiting instanceof ForLane wait
                && !mayEnter(worker, wait.lane())
                && closes(waiter.slot, wait.lane(), path)) {
            throw deadlock(waiter.agent(), path, waiter.agent()).toException();
        }
    }

    /** Whether the lane's holder waits for this thread, which therefore may run inside its turn. */
    private static boolean mayEnter(Slot guest, Lane lane) {
        Execution owner = lane.owner();
        return owner != null && leadsTo(owner.slot.waiting, guest);
    }

    /** The thread at the end of a row of futures that wait for each other. */
    private static @Nullable Slot last(CallFuture future) {
        Slot slot = future.slot();
        for (int i = 0; i < FAR && slot != null; i++) {
            if (!(slot.waiting instanceof CallFuture next)) {
                return slot;
            }
            slot = next.slot();
        }
        return null;
    }

    /** Whether waiting for a lane means waiting for oneself; adds the agents on the way. */
    private static boolean closes(Slot me, Lane lane, List<String> path) {
        Lane at = lane;
        while (path.size() < FAR) {
            path.add(at.agent());
            Execution owner = at.owner();
            if (owner == null) {
                return false;
            }
            Slot slot = owner.slot;
            while (slot.waiting instanceof CallFuture future && slot != me) {
                Slot next = future.slot();
                if (next == null) {
                    return false;
                }
                slot = next;
            }
            if (slot == me) {
                return true;
            }
            if (!(slot.waiting instanceof ForLane next) || mayEnter(slot, next.lane())) {
                return false;
            }
            at = next.lane();
        }
        return false;
    }

    private static Problem deadlock(String caller, List<String> path, String where) {
        List<String> loop = new ArrayList<>();
        String last = path.get(path.size() - 1);
        if (!last.equals(caller)) {
            loop.add(last);
        }
        loop.add(caller);
        loop.addAll(path);
        return Problem.of(
                ProblemCode.CALL_DEADLOCK,
                where,
                "these agents would wait for each other for ever: " + String.join(" -> ", loop),
                "Let one of them publish an event instead of calling.");
    }
}
