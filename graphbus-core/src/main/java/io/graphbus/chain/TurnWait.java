package io.graphbus.chain;

import io.graphbus.conduct.Conductor;
import io.graphbus.mailbox.Ticket;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;

/**
 * A thread's wait for its turn at a lane; only for that thread.
 *
 * @param deadline when it gives up, in nanoseconds of the engine's clock
 */
record TurnWait(Lane lane, String operation, Ticket ticket, long deadline, long timeoutNanos) {

    /** Waits for the turn, or fails when it does not come. */
    Execution.Hold turn() {
        while (true) {
            switch (ticket.state()) {
                case GRANTED -> {
                    return Execution.Hold.OWNED;
                }
                case BORROWED -> {
                    return Execution.Hold.BORROWED;
                }
                case CLOSED -> throw Turns.turnedAway(lane.agent(), operation).toException();
                case CANCELLED ->
                        throw new IllegalStateException("only the waiting thread cancels");
                case WAITING -> waitABit();
            }
        }
    }

    private void waitABit() {
        boolean interrupted = Thread.currentThread().isInterrupted();
        boolean late = Conductor.current().nanoTime() >= deadline;
        if ((interrupted || late) && ticket.settle(Ticket.State.CANCELLED)) {
            throw (interrupted ? interrupted() : late()).toException();
        }
        ticket.await(deadline);
    }

    private Problem late() {
        return Problem.of(
                ProblemCode.CALL_TIMEOUT,
                lane.agent() + "." + operation,
                lane.agent()
                        + " was busy with other work for "
                        + Duration.ofNanos(timeoutNanos).toMillis()
                        + " ms",
                "Try again later, raise the agent's concurrency or the call timeout.");
    }

    private Problem interrupted() {
        return Problem.of(
                ProblemCode.CALL_CANCELLED,
                lane.agent() + "." + operation,
                "the calling thread was interrupted while it waited for its turn",
                "The method was not executed.");
    }
}
