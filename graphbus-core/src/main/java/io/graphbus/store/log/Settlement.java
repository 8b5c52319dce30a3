package io.graphbus.store.log;

import java.util.List;
import java.util.Map;

/**
 * What has become of deliveries, to be kept as a whole or not at all.
 *
 * @param progress replaces what is kept of these parts
 * @param completed deliveries that are completed although the progress kept does not say so yet;
 *     forgotten once the cursors of all parts are beyond and they are not deferred any more
 * @param deferred replace those of the same subscription and position
 * @param resumed deferred deliveries that are settled
 * @param dead letters to add or replace
 * @param healed ids of letters whose replay is settled well
 * @param parts which parts of their subscriptions what is deferred, resumed or dead belongs to;
 *     where it does not say so, to any
 */
public record Settlement(
        List<Progress> progress,
        List<Place> completed,
        List<Deferred> deferred,
        List<Place> resumed,
        List<DeadLetter> dead,
        List<String> healed,
        Map<Place, Integer> parts) {

    public Settlement {
        progress = List.copyOf(progress);
        completed = List.copyOf(completed);
        deferred = List.copyOf(deferred);
        resumed = List.copyOf(resumed);
        dead = List.copyOf(dead);
        healed = List.copyOf(healed);
        parts = Map.copyOf(parts);
    }

    /** One that does not tell parts. */
    public Settlement(
            List<Progress> progress,
            List<Place> completed,
            List<Deferred> deferred,
            List<Place> resumed,
            List<DeadLetter> dead,
            List<String> healed) {
        this(progress, completed, deferred, resumed, dead, healed, Map.of());
    }

    /** One event for one subscription. */
    public record Place(Reader reader, long position) {}
}
