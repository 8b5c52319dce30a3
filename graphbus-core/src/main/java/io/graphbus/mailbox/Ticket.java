package io.graphbus.mailbox;

import io.graphbus.conduct.Conductor;
import java.util.concurrent.atomic.AtomicReference;

/** A thread's place in a mailbox: when it comes up, the thread itself gets the agent's turn. */
public final class Ticket extends Mail {

    private final Thread thread = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** How far it has come. */
    public enum State {
        WAITING,
        /** The thread holds the turn and must leave the mailbox when done. */
        GRANTED,
        /** Its thread goes ahead inside the turn of an execution that waits for it. */
        BORROWED,
        /** Its thread has given up. */
        CANCELLED,
        /** The mailbox was closed first. */
        CLOSED
    }

    Ticket() {}

    public State state() {
        return state.get();
    }

    /**
     * Waits until the state changes or the time ({@link Conductor#nanoTime()}) has come; may return
     * early.
     */
    public void await(long deadline) {
        long left = deadline - Conductor.current().nanoTime();
        if (state.get() == State.WAITING && left > 0) {
            Conductor.current().park(this, left);
        }
    }

    /**
     * Ends the waiting.
     *
     * @return whether it was still waiting
     */
    public boolean settle(State outcome) {
        if (!state.compareAndSet(State.WAITING, outcome)) {
            return false;
        }
        Conductor.unpark(thread);
        return true;
    }
}
