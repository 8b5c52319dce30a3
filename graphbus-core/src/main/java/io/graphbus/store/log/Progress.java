package io.graphbus.store.log;

import java.util.List;

/**
 * How far one part of a subscription is. Parts divide events by their keys, so that several
 * processes can share a subscription.
 *
 * @param part from 0
 * @param cursor everything of this part up to this position is settled
 * @param done what is settled beyond the cursor, ascending, not touching each other
 * @param counts what became of deliveries, since the beginning
 */
public record Progress(Reader reader, int part, long cursor, List<Range> done, Counts counts) {

    public Progress {
        done = List.copyOf(done);
    }

    /**
     * Positions in a row.
     *
     * @param to the last one
     */
    public record Range(long from, long to) {}

    /**
     * What became of deliveries.
     *
     * @param offered events that were for the subscription, replays included
     * @param replayed offers that were replays
     */
    public record Counts(
            long offered,
            long completed,
            long dead,
            long expired,
            long filtered,
            long cancelled,
            long replayed) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        public Counts plus(Counts other) {
            return new Counts(
                    offered + other.offered,
                    completed + other.completed,
                    dead + other.dead,
                    expired + other.expired,
                    filtered + other.filtered,
                    cancelled + other.cancelled,
                    replayed + other.replayed);
        }
    }
}
