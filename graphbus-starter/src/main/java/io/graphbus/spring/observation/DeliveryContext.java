package io.graphbus.spring.observation;

import io.graphbus.agent.Event;
import io.graphbus.invoke.Invocation;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt at the delivery of an event. Its carrier is the event's headers. */
public final class DeliveryContext extends ReceiverContext<Map<String, String>> {

    private final Invocation.Site site;
    private final Event event;
    private final String destination;
    private final int attempt;

    DeliveryContext(Invocation.Site site, Event event, String destination, int attempt) {
        super(DeliveryContext::get, Kind.CONSUMER);
        this.site = site;
        this.event = event;
        this.destination = destination;
        this.attempt = attempt;
        setCarrier(event.headers());
    }

    private static @Nullable String get(@Nullable Map<String, String> headers, String key) {
        return headers == null ? null : headers.get(key);
    }

    /** Agent, handler and subscription. */
    public Invocation.Site site() {
        return site;
    }

    public Event event() {
        return event;
    }

    /** The topic, or what stands for all that nobody knows. */
    public String destination() {
        return destination;
    }

    /** Which attempt it is, from 1. */
    public int attempt() {
        return attempt;
    }
}
