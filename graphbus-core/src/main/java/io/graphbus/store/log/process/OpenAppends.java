package io.graphbus.store.log.process;

import io.graphbus.store.log.EventLog.Mark;
import java.util.TreeSet;

/**
 * Which transactions have taken a position and are not over yet. Safe for use by many threads; a
 * transaction begins here before it takes its first position.
 */
public final class OpenAppends {

    private final TreeSet<Long> open = new TreeSet<>();
    private long last;

    private record Until(long ticket) implements Mark {}

    /**
     * A transaction begins.
     *
     * @return its ticket, for {@link #end}
     */
    public synchronized long begin() {
        last++;
        open.add(last);
        return last;
    }

    /** A transaction is over. */
    public synchronized void end(long ticket) {
        open.remove(ticket);
    }

    /** Stands for all that have begun until now. */
    public synchronized Mark mark() {
        return new Until(last);
    }

    /** Whether all that had begun when the mark was made are over. */
    public synchronized boolean isOver(Mark mark) {
        return open.isEmpty() || open.first() > ((Until) mark).ticket();
    }
}
