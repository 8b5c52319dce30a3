package io.graphbus.contract.impact;

import java.util.List;

/**
 * What a change does to one agent.
 *
 * @param path agents and topics in turns, from the changed agent to this one; the shortest
 * @param assumed whether a link on the way was taken for granted, since it is not declared what
 *     follows from what
 */
public record AgentImpact(String agent, State state, List<String> path, boolean assumed) {

    /** How it is hit. */
    public enum State {
        /** It cannot read what it gets. */
        DIRECT_BREAK,
        /** It may wait for events that nobody sends any more. */
        STARVED
    }
}
