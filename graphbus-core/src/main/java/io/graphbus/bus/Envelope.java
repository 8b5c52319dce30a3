package io.graphbus.bus;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way, shared by all of its subscribers, with one mark per subscription for how
 * that one fared. What few events have stands apart in {@link Extras}. To readers it is immutable;
 * marks are set by the subscriptions' turns.
 */
public final class Envelope implements Event {

    private static final DeliveryRecord.Status[] STATUSES = DeliveryRecord.Status.values();
    private static final byte[] NO_MARKS = {};

    private final Route route;
    private final String source;
    private final @Nullable Object payload;
    private final long millis;
    private final @Nullable Extras extras;
    private final byte[] marks;
    private long sequence;
    private @Nullable Conversion conversions;
    private Setback @Nullable [] setbacks;

    Envelope(
            Route route,
            String source,
            @Nullable Object payload,
            long millis,
            @Nullable Extras extras) {
        this.route = route;
        this.source = source;
        this.payload = payload;
        this.millis = millis;
        this.extras = extras;
        int subscribers = route.subscribers.length;
        this.marks = subscribers == 0 ? NO_MARKS : new byte[subscribers];
    }

    void sequence(long value) {
        sequence = value;
    }

    long sequence() {
        return sequence;
    }

    Route route() {
        return route;
    }

    @Nullable Trail trail() {
        return extras == null ? null : extras.trail;
    }

    long correlation() {
        return extras == null || extras.cause == 0 ? sequence : extras.correlation;
    }

    /** The priority its publisher asked for. */
    @Nullable Priority wishedPriority() {
        return extras == null ? null : extras.request.priority();
    }

    /** The subscription a slot stands for. */
    public Subscriber subscriber(int slot) {
        return route.subscribers[slot];
    }

    /** Notes how a slot's subscription fared. */
    public void mark(int slot, DeliveryRecord.Status status) {
        marks[slot] = (byte) status.ordinal();
    }

    /**
     * Notes why a slot's subscription failed.
     *
     * @param failures attempts that have failed so far
     * @param next when the next one follows; {@code null} when there is none
     */
    public synchronized void failed(int slot, int failures, String error, @Nullable Instant next) {
        Setback[] known = setbacks;
        if (known == null) {
            known = new Setback[marks.length];
            setbacks = known;
        }
        known[slot] = new Setback(failures, error, next);
    }

    private synchronized @Nullable Setback setback(int slot) {
        return setbacks == null ? null : setbacks[slot];
    }

    /** Where a slot's delivery stands in its mailbox: 0 to 3, 0 first. */
    public int level(int slot) {
        Priority wished = wishedPriority();
        return (wished == null ? subscriber(slot).priority() : wished).ordinal();
    }

    List<DeliveryRecord> deliveries() {
        List<DeliveryRecord> deliveries = new ArrayList<>(marks.length);
        for (int slot = 0; slot < marks.length; slot++) {
            deliveries.add(delivery(slot, STATUSES[marks[slot]]));
        }
        return deliveries;
    }

    private DeliveryRecord delivery(int slot, DeliveryRecord.Status status) {
        Setback setback = setback(slot);
        Subscriber to = subscriber(slot);
        int last = status == DeliveryRecord.Status.DELIVERED ? 1 : 0;
        if (setback == null) {
            return new DeliveryRecord(to.agent(), to.handler(), status, last, null, null);
        }
        return new DeliveryRecord(
                to.agent(),
                to.handler(),
                status,
                setback.failures + last,
                setback.error,
                status == DeliveryRecord.Status.RETRYING ? setback.next : null);
    }

    @Override
    public String id() {
        return route.bus.idOf(sequence);
    }

    @Override
    public String topic() {
        return route.topic;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public @Nullable Object payload() {
        return payload;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a null payload is null in every type
    public <T> T payload(Class<T> type) {
        return (T) payloadAs(type, type);
    }

    /**
     * The payload as a handler wants it: itself when it already is one, otherwise converted once
     * per type.
     *
     * @param raw the type's class
     */
    public @Nullable Object payloadAs(Class<?> raw, Type type) {
        boolean plain = raw != Object.class && type instanceof Class<?>;
        return payload == null || (plain && raw.isInstance(payload)) ? payload : converted(type);
    }

    private synchronized @Nullable Object converted(Type type) {
        for (Conversion known = conversions; known != null; known = known.next) {
            if (known.type.equals(type)) {
                return known.value;
            }
        }
        Object value = route.bus.converter().convert(payload, type);
        conversions = new Conversion(type, value, conversions);
        return value;
    }

    @Override
    public Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public @Nullable String key() {
        return extras == null ? null : extras.request.key();
    }

    @Override
    public Priority priority() {
        Priority wished = wishedPriority();
        return wished == null ? Priority.NORMAL : wished;
    }

    @Override
    public @Nullable String schemaVersion() {
        return extras == null ? null : extras.request.schemaVersion();
    }

    @Override
    public Map<String, String> headers() {
        return extras == null ? Map.of() : extras.request.headers();
    }

    @Override
    public String correlationId() {
        return route.bus.idOf(correlation());
    }

    @Override
    public @Nullable String causationId() {
        return extras == null || extras.cause == 0 ? null : route.bus.idOf(extras.cause);
    }

    @Override
    public int hops() {
        return extras == null ? 0 : extras.hops;
    }

    @Override
    public String toString() {
        return id() + " on " + topic() + " from " + source;
    }

    /**
     * What events have that are more than a payload on a topic.
     *
     * @param cause sequence of the causing event; 0 for none
     * @param trail the last steps of a chain that is getting long; {@code null} before
     */
    record Extras(Publish request, long correlation, long cause, int hops, @Nullable Trail trail) {}

    /** One step of a long chain of events. */
    record Trail(String source, String topic, @Nullable Trail before) {}

    private record Setback(int failures, String error, @Nullable Instant next) {}

    private record Conversion(Type type, @Nullable Object value, @Nullable Conversion next) {}
}
