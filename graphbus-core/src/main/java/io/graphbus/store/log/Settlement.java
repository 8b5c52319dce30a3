package io.graphbus.store.log;

import java.util.List;

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
 */
public record Settlement(
        List<Progress> progress,
        List<Place> completed,
        List<Deferred> deferred,
        List<Place> resumed,
        List<DeadLetter> dead,
        List<String> healed) {

    public Settlement {
        progress = List.copyOf(progress);
        completed = List.copyOf(completed);
        deferred = List.copyOf(deferred);
        resumed = List.copyOf(resumed);
        dead = List.copyOf(dead);
        healed = List.copyOf(healed);
    }

    /** One event for one subscription. */
    public record Place(Reader reader, long position) {}
}
