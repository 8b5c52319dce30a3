package io.graphbus.test;

import io.graphbus.agent.Event;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.DeliveryRecord.Status;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What can be said of published events; {@code assertThat(events)} begins it. */
public final class PublishedEventsAssert
        extends AbstractAssert<PublishedEventsAssert, PublishedEvents> {

    PublishedEventsAssert(PublishedEvents actual) {
        super(actual, PublishedEventsAssert.class);
    }

    private PublishedEvents events() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }

    public PublishedEventsAssert isEmpty() {
        return hasSize(0);
    }

    public PublishedEventsAssert hasSize(int expected) {
        List<Event> events = events().events();
        if (events.size() != expected) {
            throw failure(
                    "Expected %d events but there are %d: %s", expected, events.size(), events);
        }
        return this;
    }

    /** Each topic in the order of publishing, no other among them. */
    public PublishedEventsAssert areOn(String... topics) {
        Assertions.assertThat(events().events())
                .extracting(Event::topic)
                .as("topics of the published events")
                .containsExactly(topics);
        return this;
    }

    /** Each source in the order of publishing, no other among them. */
    public PublishedEventsAssert areFrom(String... sources) {
        Assertions.assertThat(events().events())
                .extracting(Event::source)
                .as("sources of the published events")
                .containsExactly(sources);
        return this;
    }

    /** Each payload in the order of publishing, no other among them. */
    public PublishedEventsAssert havePayloads(Object... payloads) {
        Assertions.assertThat(events().events())
                .extracting(Event::payload)
                .as("payloads of the published events")
                .containsExactly(payloads);
        return this;
    }

    /** These topics, in whatever order agents that work side by side published on them. */
    public PublishedEventsAssert areInAnyOrderOn(String... topics) {
        Assertions.assertThat(events().events())
                .extracting(Event::topic)
                .as("topics of the published events")
                .containsExactlyInAnyOrder(topics);
        return this;
    }

    /** These payloads, in whatever order agents that work side by side published them. */
    public PublishedEventsAssert haveInAnyOrderPayloads(Object... payloads) {
        Assertions.assertThat(events().events())
                .extracting(Event::payload)
                .as("payloads of the published events")
                .containsExactlyInAnyOrder(payloads);
        return this;
    }

    /** At least one is on the topic, which may be a pattern such as {@code /Order/*}. */
    public PublishedEventsAssert containOneOn(String topic) {
        if (events().on(topic).events().isEmpty()) {
            throw failure("Expected an event on %s but there are: %s", topic, events());
        }
        return this;
    }

    /** None is on the topic, which may be a pattern such as {@code /Order/*}. */
    public PublishedEventsAssert containNoneOn(String topic) {
        PublishedEvents found = events().on(topic);
        if (!found.events().isEmpty()) {
            throw failure("Expected no event on %s but there are: %s", topic, found);
        }
        return this;
    }

    /** The agent has handled every event that was queued for it, and that is one at least. */
    public PublishedEventsAssert wereHandledBy(String agent) {
        List<DeliveryRecord> own =
                events().entries().stream()
                        .flatMap(entry -> entry.deliveries().stream())
                        .filter(delivery -> delivery.agent().equals(agent))
                        .toList();
        if (own.isEmpty() || own.stream().anyMatch(d -> d.status() != Status.DELIVERED)) {
            throw failure("Expected %s to have handled the events, but: %s", agent, own);
        }
        return this;
    }

    /** Every delivery of every event was handled or passed over by its filter. */
    public PublishedEventsAssert wereHandled() {
        List<DeliveryRecord> others =
                events().entries().stream()
                        .flatMap(entry -> entry.deliveries().stream())
                        .filter(d -> d.status() != Status.DELIVERED)
                        .filter(d -> d.status() != Status.FILTERED)
                        .toList();
        if (!others.isEmpty()) {
            throw failure("Expected all deliveries to be handled, but: %s", others);
        }
        return this;
    }
}
