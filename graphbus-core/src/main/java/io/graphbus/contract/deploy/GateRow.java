package io.graphbus.contract.deploy;

import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * One line of a gate's matrix.
 *
 * @param agent that is asked for
 * @param peer at the other end; {@code null} where there is none
 * @param peerVersion that is live, or asked for too; {@code null} where none is
 * @param cause why it is unknown; {@code null} otherwise
 * @param edge what was compared; {@code null} where nothing could be
 * @param mark what keeps the line from counting as it stands
 */
public record GateRow(
        String agent,
        Version version,
        @Nullable String peer,
        @Nullable Version peerVersion,
        GateAnswer answer,
        @Nullable UnknownCause cause,
        @Nullable EdgeImpact edge,
        Mark mark) {

    /** What keeps a line from counting as it stands. */
    public enum Mark {
        NONE,
        /** The peer was to be left out. */
        IGNORED,
        /** It is not decided, and that was to be allowed. */
        ALLOWED,
        /** What is removed was deprecated, and its sunset is over. */
        ANNOUNCED
    }

    /** What the line adds to the whole answer. */
    GateAnswer counted() {
        return mark == Mark.NONE ? answer : GateAnswer.YES;
    }

    GateRow marked(Mark other) {
        return new GateRow(agent, version, peer, peerVersion, answer, cause, edge, other);
    }
}
