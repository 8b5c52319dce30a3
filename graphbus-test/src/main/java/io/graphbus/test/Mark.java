package io.graphbus.test;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment in what a graph publishes.
 *
 * @param last the last event before it; {@code null} for none
 * @param before how many events were published before it
 */
record Mark(@Nullable String last, long before) {

    /** Before the first event. */
    static final Mark START = new Mark(null, 0);

    static Mark now(GraphBus bus) {
        List<HistoryEntry> newest = bus.history(HistoryQuery.newest(1));
        String last = newest.isEmpty() ? null : newest.getFirst().event().id();
        return new Mark(last, bus.stats().published());
    }

    /** What was published since, oldest first; fails when the graph has forgotten some of it. */
    List<HistoryEntry> published(GraphBus bus) {
        int size = bus.options().historySize();
        List<HistoryEntry> entries =
                new ArrayList<>(bus.history(new HistoryQuery(size, null, null, last)));
        long published = bus.stats().published() - before;
        if (entries.size() == size && published > size) {
            throw new AssertionError(
                    published
                            + " events were published, and the graph remembers "
                            + size
                            + ": give it a longer history.");
        }
        Collections.reverse(entries);
        return Collections.unmodifiableList(entries);
    }
}
