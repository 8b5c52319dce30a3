package io.graphbus.gate;

import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.gate.PublishInterceptor.Next;
import io.graphbus.model.TopicPattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What every publish of a running graph goes through. Interceptors are put together per topic, when
 * it is first seen; without any the bus is next, and no {@link Publishing} is ever made. Usable
 * from any thread.
 */
public final class PublishGate {

    /** Topics whose interceptors are remembered; those of others are put together each time. */
    private static final int MOST_TOPICS = 10_000;

    private final Bus bus;
    private final List<PublishInterceptor> interceptors;
    private final Map<String, Next> known = new ConcurrentHashMap<>();

    public PublishGate(List<PublishInterceptor> interceptors, Bus bus) {
        this.bus = bus;
        this.interceptors = List.copyOf(interceptors);
    }

    /** What is behind the gate. */
    @FunctionalInterface
    public interface Bus {

        /**
         * See {@link io.graphbus.bus.MessageBus#publish}.
         *
         * @param wish what the publisher asks for beside topic and payload; {@code null} for
         *     nothing
         */
        Receipt publish(
                String topic,
                @Nullable Object payload,
                @Nullable Publish wish,
                String source,
                @Nullable Event cause,
                boolean inside);
    }

    /** Publishes by way of the topic's interceptors. */
    public Receipt publish(
            String topic,
            @Nullable Object payload,
            @Nullable Publish wish,
            String source,
            @Nullable Event cause,
            boolean inside) {
        if (interceptors.isEmpty()) {
            return bus.publish(topic, payload, wish, source, cause, inside);
        }
        Publish request = wish == null ? Publish.to(topic, payload) : wish.payload(payload);
        return next(topic).proceed(new Publishing(request, source, cause, inside));
    }

    private Next next(String topic) {
        Next chain = known.get(topic);
        if (chain != null) {
            return chain;
        }
        if (!TopicPattern.isTopic(topic)) {
            return this::pass; // the bus says what is wrong with it
        }
        return known.size() < MOST_TOPICS
                ? known.computeIfAbsent(topic, this::chain)
                : chain(topic);
    }

    private Next chain(String topic) {
        Next next = this::pass;
        for (PublishInterceptor interceptor : interceptors.reversed()) {
            if (interceptor.appliesTo(topic)) {
                Next inner = next;
                next = publishing -> interceptor.intercept(publishing, inner);
            }
        }
        return next;
    }

    private Receipt pass(Publishing publishing) {
        Publish request = publishing.request();
        return bus.publish(
                request.topic(),
                request.payload(),
                request.isPlain() ? null : request.payload(null),
                publishing.source(),
                publishing.cause(),
                publishing.inside());
    }
}
