package io.graphbus.agent;

/**
 * An agent whose state outlives its process. Both methods are called only while no other execution
 * of the agent runs.
 *
 * @param <S> a record that holds the whole state
 */
public interface Stateful<S> {

    /** The state as of now; it must not change afterwards. */
    S captureState();

    /** Takes over a state captured earlier; called before the first event or call. */
    void restoreState(S state);
}
