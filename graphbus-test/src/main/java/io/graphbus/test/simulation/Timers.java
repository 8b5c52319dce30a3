package io.graphbus.test.simulation;

import io.graphbus.conduct.Conductor;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be done at a later time of the simulation, in the order of being due. */
final class Timers {

    private final TreeSet<Entry> entries = new TreeSet<>();
    private int numbers;

    private record Entry(long due, int number, Runnable work) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }

    Conductor.Handle add(long due, Runnable work) {
        Entry entry = new Entry(due, numbers++, work);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** When the first is due. */
    long due() {
        return entries.isEmpty() ? Actor.NEVER : entries.first().due;
    }

    /** The next that is due by now, taken out. */
    @Nullable Runnable poll(long now) {
        if (due() > now) {
            return null;
        }
        Entry first = entries.pollFirst();
        return first == null ? null : first.work;
    }
}
