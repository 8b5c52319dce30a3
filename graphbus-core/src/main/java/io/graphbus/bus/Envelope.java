package io.graphbus.bus;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.bus.Chains.Extras;
import io.graphbus.bus.Chains.Names;
import io.graphbus.bus.Chains.Trail;
import io.graphbus.bus.DeliveryRecord.Setback;
import io.graphbus.mailbox.Mail;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way, shared by all of its subscribers, with one mark per subscription for how
 * that one fared. What few events have stands apart in {@link Chains.Extras}. To readers it is
 * immutable; marks are set by the subscriptions' turns.
 */
public final class Envelope extends Mail implements Event, Receipt {

    private static final DeliveryRecord.Status[] STATUSES = DeliveryRecord.Status.values();
    private static final int IN_FIELDS = 4;
    private static final Publish NOTHING = Publish.to("", null);

    private final Route route;
    private final String source;
    private final @Nullable Object payload;
    private final long millis;
    private final @Nullable Extras extras;
    private byte mark0;
    private byte mark1;
    private byte mark2;
    private byte mark3;
    private long sequence;
    private @Nullable Rest rest;

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
        int others = route.subscribers.length - IN_FIELDS;
        this.rest = others > 0 ? new Rest(others) : null;
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
        return extras == null ? null : extras.trail();
    }

    long correlation() {
        return extras == null || extras.cause() == 0 ? sequence : extras.correlation();
    }

    /** Ids that cannot be told from numbers; {@code null} when all can. */
    @Nullable Names names() {
        return extras == null ? null : extras.names();
    }

    private Publish request() {
        Publish request = extras == null ? null : extras.request();
        return request == null ? NOTHING : request;
    }

    /** The priority its publisher asked for; {@code null} when it did not. */
    public @Nullable Priority wishedPriority() {
        return request().priority();
    }

    /** The subscription a slot stands for. */
    public Subscriber subscriber(int slot) {
        return route.subscribers[slot];
    }

    /** Notes how a slot's subscription fared. */
    public void mark(int slot, DeliveryRecord.Status status) {
        byte mark = (byte) status.ordinal();
        switch (slot) {
            case 0 -> mark0 = mark;
            case 1 -> mark1 = mark;
            case 2 -> mark2 = mark;
            case 3 -> mark3 = mark;
            default -> Objects.requireNonNull(rest).marks[slot - IN_FIELDS] = mark;
        }
    }

    private DeliveryRecord.Status status(int slot) {
        return STATUSES[
                switch (slot) {
                    case 0 -> mark0;
                    case 1 -> mark1;
                    case 2 -> mark2;
                    case 3 -> mark3;
                    default -> Objects.requireNonNull(rest).marks[slot - IN_FIELDS];
                }];
    }

    /**
     * Notes why a slot's subscription failed.
     *
     * @param failures attempts that have failed so far
     * @param next when the next one follows; {@code null} when there is none
     */
    public synchronized void failed(int slot, int failures, String error, @Nullable Instant next) {
        Rest all = rest();
        Map<Integer, Setback> setbacks = all.setbacks;
        if (setbacks == null) {
            setbacks = new HashMap<>(2);
            all.setbacks = setbacks;
        }
        setbacks.put(slot, new Setback(failures, error, next));
    }

    private synchronized @Nullable Setback setback(int slot) {
        return rest == null || rest.setbacks == null ? null : rest.setbacks.get(slot);
    }

    /** How many attempts of one subscription have failed so far. */
    public synchronized int failures(String agent, String subscription) {
        Map<Integer, Setback> all = rest == null ? null : rest.setbacks;
        return all == null ? 0 : Setback.failures(all, route.subscribers, agent, subscription);
    }

    private Rest rest() {
        Rest known = rest;
        if (known == null) {
            known = new Rest(0);
            rest = known;
        }
        return known;
    }

    /** Where a slot's delivery stands in its mailbox: 0 to 3, 0 first. */
    public int level(int slot) {
        Priority wished = wishedPriority();
        return wished == null ? route.level(slot) : wished.ordinal();
    }

    List<DeliveryRecord> deliveries() {
        List<DeliveryRecord> deliveries = new ArrayList<>(subscribers());
        for (int slot = 0; slot < subscribers(); slot++) {
            deliveries.add(DeliveryRecord.of(subscriber(slot), status(slot), setback(slot)));
        }
        return deliveries;
    }

    @Override
    public int subscribers() {
        return route.subscribers.length;
    }

    /** An event takes a place in the mailbox of its first subscriber itself. */
    @Override
    protected boolean isDroppable() {
        return true;
    }

    @Override
    public String id() {
        Names names = names();
        return names == null || names.id() == null ? route.bus.idOf(sequence) : names.id();
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
        Rest all = rest();
        Map<Type, @Nullable Object> known = all.conversions;
        if (known == null) {
            known = new HashMap<>(2);
            all.conversions = known;
        }
        if (!known.containsKey(type)) {
            known.put(type, route.bus.converter().convert(payload, type));
        }
        return known.get(type);
    }

    @Override
    public Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public @Nullable String key() {
        return request().key();
    }

    @Override
    public Priority priority() {
        Priority wished = wishedPriority();
        return wished == null ? Priority.NORMAL : wished;
    }

    @Override
    public @Nullable String schemaVersion() {
        String wished = request().schemaVersion();
        return wished != null ? wished : route.bus.writtenVersion(source, route.topic);
    }

    @Override
    public Map<String, String> headers() {
        return request().headers();
    }

    @Override
    public String correlationId() {
        Names names = names();
        return names == null ? route.bus.idOf(correlation()) : names.correlationId();
    }

    @Override
    public @Nullable String causationId() {
        Names names = names();
        if (names != null) {
            return names.causationId();
        }
        return extras == null || extras.cause() == 0 ? null : route.bus.idOf(extras.cause());
    }

    @Override
    public @Nullable Instant expires() {
        return request().expires(millis);
    }

    @Override
    public int hops() {
        return extras == null ? 0 : extras.hops();
    }

    @Override
    public String toString() {
        return id() + " on " + topic() + " from " + source;
    }

    /** What is noted of few events; but for marks, guarded by the envelope. */
    private static final class Rest {
        private static final byte[] NO_MARKS = {};

        private final byte[] marks;
        private @Nullable Map<Integer, Setback> setbacks;
        private @Nullable Map<Type, @Nullable Object> conversions;

        Rest(int marks) {
            this.marks = marks == 0 ? NO_MARKS : new byte[marks];
        }
    }
}
