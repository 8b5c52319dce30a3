package io.graphbus.test;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.model.TopicPattern;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.AssertProvider;

/**
 * The events a graph has published, oldest first, as of the moment of looking: the same object
 * shows more when more was published. Fails when the graph no longer knows them all.
 */
public final class PublishedEvents implements AssertProvider<PublishedEventsAssert> {

    private final Supplier<List<HistoryEntry>> source;

    private PublishedEvents(Supplier<List<HistoryEntry>> source) {
        this.source = source;
    }

    /** What the graph has published since its start. */
    public static PublishedEvents of(GraphBus bus) {
        return since(bus, () -> Mark.START);
    }

    /** What the graph publishes from now on. */
    public static PublishedEvents fromNowOn(GraphBus bus) {
        Mark now = Mark.now(bus);
        return since(bus, () -> now);
    }

    /** What the graph has published since a moment that may change. */
    static PublishedEvents since(GraphBus bus, Supplier<Mark> mark) {
        return new PublishedEvents(() -> mark.get().published(bus));
    }

    /** Only those on a topic, or on topics such as {@code /Order/*}. */
    public PublishedEvents on(String topic) {
        TopicPattern pattern = new TopicPattern(topic);
        return matching(event -> pattern.matches(event.topic()));
    }

    /** Only those an agent published, or {@link Event#EXTERNAL} ones. */
    public PublishedEvents from(String publisher) {
        return matching(event -> event.source().equals(publisher));
    }

    /** Only those whose payload is an object of this type. */
    public PublishedEvents ofType(Class<?> type) {
        return matching(event -> type.isInstance(event.payload()));
    }

    /** Only those that another event led to, itself not among them. */
    public PublishedEvents after(Event first) {
        return matching(
                event ->
                        event.correlationId().equals(first.correlationId())
                                && event.hops() > first.hops());
    }

    public PublishedEvents matching(Predicate<Event> wanted) {
        return new PublishedEvents(
                () -> source.get().stream().filter(entry -> wanted.test(entry.event())).toList());
    }

    public List<Event> events() {
        return entries().stream().map(HistoryEntry::event).toList();
    }

    /** The events with how each delivery went. */
    public List<HistoryEntry> entries() {
        return source.get();
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
