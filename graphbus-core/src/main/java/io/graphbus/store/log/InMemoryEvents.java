package io.graphbus.store.log;

import io.graphbus.model.TopicPattern;
import io.graphbus.store.log.EventLog.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Events that can be seen, and those that wait for their time. Whoever uses it has it alone. */
final class InMemoryEvents {

    private final TreeMap<Long, StoredEvent> events = new TreeMap<>();
    private final Map<String, StoredEvent> byId = new HashMap<>();
    private final TreeMap<Turn, EventData> waiting = new TreeMap<>();
    private long turns;
    private long removed;

    /** When an event is due, and which of those due then it is. */
    record Turn(Instant due, long number) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void add(Collection<StoredEvent> appended) {
        for (StoredEvent event : appended) {
            events.put(event.position(), event);
            byId.put(event.data().id(), event);
        }
    }

    void addLater(EventData event, Instant due) {
        waiting.put(new Turn(due, turns++), event);
    }

    /**
     * Takes out what is due, at most so much, in the order it is due.
     *
     * @param free tells of events which of them may go
     */
    List<EventData> release(Instant now, int limit, Function<List<EventData>, boolean[]> free) {
        Map<Turn, EventData> due =
                new LinkedHashMap<>(waiting.headMap(new Turn(now, Long.MAX_VALUE)));
        boolean[] may = free.apply(List.copyOf(due.values()));
        List<EventData> released = new ArrayList<>();
        int at = 0;
        for (Map.Entry<Turn, EventData> one : due.entrySet()) {
            if (may[at++] && released.size() < limit) {
                released.add(one.getValue());
                waiting.remove(one.getKey());
            }
        }
        return released;
    }

    Optional<Instant> nextDue() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.firstKey().due());
    }

    long newest() {
        return events.isEmpty() ? 0 : events.lastKey();
    }

    List<StoredEvent> after(long position, int limit) {
        return events.tailMap(position, false).values().stream().limit(limit).toList();
    }

    List<StoredEvent> at(Collection<Long> positions) {
        List<StoredEvent> found = new ArrayList<>();
        for (long position : new TreeSet<>(positions)) {
            StoredEvent event = events.get(position);
            if (event != null) {
                found.add(event);
            }
        }
        return found;
    }

    Optional<StoredEvent> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<StoredEvent> search(Query query) {
        var range = query.ascending() ? events : events.descendingMap();
        return range.values().stream().filter(isAsked(query)).limit(query.limit()).toList();
    }

    long count(Query query) {
        return events.values().stream().filter(isAsked(query)).count();
    }

    /** Events up to this position may have been removed. */
    long removed() {
        return removed;
    }

    private static Predicate<StoredEvent> isAsked(Query query) {
        TopicPattern topic = query.topic() == null ? null : new TopicPattern(query.topic());
        return event -> {
            EventData data = event.data();
            return event.position() >= query.from()
                    && event.position() <= query.to()
                    && (topic == null || topic.matches(data.topic()))
                    && (query.key() == null || query.key().equals(data.key()))
                    && (query.since() == null || !data.time().isBefore(query.since()))
                    && (query.until() == null || data.time().isBefore(query.until()));
        };
    }

    /** The oldest events that may go: up to a position, published before, not the newest. */
    List<StoredEvent> outdated(
            long last, @Nullable Instant before, long keep, LongPredicate needed) {
        return events.headMap(last, true).values().stream()
                .limit(Math.max(0, events.size() - keep))
                .filter(event -> before == null || event.data().time().isBefore(before))
                .filter(event -> !needed.test(event.position()))
                .toList();
    }

    void remove(Collection<StoredEvent> gone) {
        for (StoredEvent event : gone) {
            events.remove(event.position());
            byId.remove(event.data().id());
            removed = Math.max(removed, event.position());
        }
    }
}
