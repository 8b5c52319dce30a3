package io.graphbus.agent;

/**
 * Keeps effects of a handler from being made again when its event is delivered again. That an
 * effect was made is kept in the event log, in one transaction with what the effect itself changes
 * in the same database: that happens exactly once. What it does elsewhere is not made again once it
 * has returned and that has been committed; it is made again when it failed, or when the process
 * died before. Usable from any thread.
 */
public interface Once {

    /** Something to be done once. */
    @FunctionalInterface
    interface Effect<X extends Exception> {
        void make() throws X;
    }

    /**
     * Makes an effect, unless it was made for this event before.
     *
     * @param what names the effect among all of the application, such as agent and subscription
     * @return whether it was made now
     * @throws X what the effect throws: it counts as not made
     * @throws io.graphbus.problem.GraphBusException {@code CONFLICT} while somebody else is making
     *     it: let the delivery fail, and it is tried again
     */
    <X extends Exception> boolean make(String what, Event event, Effect<X> effect) throws X;
}
