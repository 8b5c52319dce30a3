package io.graphbus.test;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/** The events a graph has published, oldest first, as of the moment of asking. Immutable. */
public final class PublishedEvents implements AssertProvider<PublishedEventsAssert> {

    private final List<HistoryEntry> entries;

    private PublishedEvents(List<HistoryEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** What the graph's history holds. */
    public static PublishedEvents of(GraphBus bus) {
        List<HistoryEntry> entries =
                new ArrayList<>(bus.history(HistoryQuery.newest(bus.options().historySize())));
        Collections.reverse(entries);
        return new PublishedEvents(entries);
    }

    /** Only those on a topic. */
    public PublishedEvents on(String topic) {
        return new PublishedEvents(
                entries.stream().filter(e -> e.event().topic().equals(topic)).toList());
    }

    /** Only those an agent published, or {@link Event#EXTERNAL} ones. */
    public PublishedEvents from(String source) {
        return new PublishedEvents(
                entries.stream().filter(e -> e.event().source().equals(source)).toList());
    }

    public List<Event> events() {
        return entries.stream().map(HistoryEntry::event).toList();
    }

    /** The events with how each delivery went. */
    public List<HistoryEntry> entries() {
        return entries;
    }

    /** The payloads as a type. */
    public <T> List<T> payloads(Class<T> type) {
        return events().stream().map(event -> event.payload(type)).toList();
    }

    @Override
    public PublishedEventsAssert assertThat() {
        return new PublishedEventsAssert(this);
    }

    @Override
    public String toString() {
        return events().toString();
    }
}
