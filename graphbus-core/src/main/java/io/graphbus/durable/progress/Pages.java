package io.graphbus.durable.progress;

import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.StoredEvent;
import java.util.List;

/**
 * Reads a log in pages of as many events as have some four million characters, as far as the last
 * page tells. One thread at a time.
 */
public final class Pages {

    /** Events of a page at most. */
    public static final int MOST = 500;

    private static final long CHARACTERS = 4_000_000;
    private static final int LEAST = 4;

    private final EventLog log;
    private int size = LEAST * LEAST;

    public Pages(EventLog log) {
        this.log = log;
    }

    /**
     * Events after a position.
     *
     * @param isLast whether there were no more
     */
    public record Page(List<StoredEvent> events, boolean isLast) {}

    /** The events after a position, as many as a page has. */
    public Page after(long position) {
        int wanted = size;
        List<StoredEvent> events = log.after(position, wanted);
        long characters = 1;
        for (StoredEvent event : events) {
            characters += event.data().payload().length();
        }
        long fitting = CHARACTERS * Math.max(1, events.size()) / characters;
        size = (int) Math.clamp(Math.min(fitting, 2L * wanted), LEAST, MOST);
        return new Page(events, events.size() < wanted);
    }
}
