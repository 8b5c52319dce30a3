package io.graphbus.gate;

import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.gate.PublishInterceptor.Next;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What every publish of a running graph goes through. Interceptors are put together per topic, when
 * it is first seen; without any that are for a publish the bus is next, and no {@link Publishing}
 * is made. Usable from any thread.
 */
public final class PublishGate {

    /** Topics whose interceptors are remembered; those of others are put together each time. */
    private static final int MOST_TOPICS = 10_000;

    private final Bus bus;
    private final Next last = new Last();
    private final List<PublishInterceptor> interceptors;
    private final boolean plainPasses;
    private final Map<String, Next> known = new ConcurrentHashMap<>();

    public PublishGate(List<PublishInterceptor> interceptors, Bus bus) {
        this.bus = bus;
        this.interceptors = List.copyOf(interceptors);
        this.plainPasses = interceptors.stream().noneMatch(PublishInterceptor::appliesToPlain);
    }

    /** What is behind the gate. */
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

        /**
         * Has something published later.
         *
         * @param publish goes through the gate once more
         */
        void publishAfter(Duration delay, String topic, Runnable publish);

        /** Whether events of a topic are kept. */
        default boolean keeps(String topic) {
            return false;
        }

        /** Keeps an event until its time has come. */
        default Receipt keepFor(Duration delay, Publishing publishing) {
            throw new IllegalStateException(publishing.topic() + " is not kept");
        }

        /** Throws why nothing can be published at this time. */
        void requireOpen(String topic);

        /** Makes a problem known to everybody. */
        void report(Problem problem);
    }

    public Receipt publish(Publish request, String source, @Nullable Event cause, boolean inside) {
        Publish wish = request.isPlain() ? null : request.payload(null);
        return publish(request.topic(), request.payload(), wish, source, cause, inside);
    }

    /** Publishes by way of the topic's interceptors. */
    public Receipt publish(
            String topic,
            @Nullable Object payload,
            @Nullable Publish wish,
            String source,
            @Nullable Event cause,
            boolean inside) {
        bus.requireOpen(topic);
        if (interceptors.isEmpty() || (wish == null && plainPasses)) {
            requireNoKey(wish, topic);
            return bus.publish(topic, payload, wish, source, cause, inside);
        }
        Publish request = wish == null ? Publish.to(topic, payload) : wish.payload(payload);
        return next(topic).proceed(new Publishing(request, source, cause, inside));
    }

    /**
     * Has something published later, by way of the topic's interceptors: when its time has come, or
     * at once where it is kept until then.
     */
    public void publishAfter(Duration delay, Publishing publishing) {
        bus.requireOpen(publishing.topic());
        if (bus.keeps(publishing.topic())) {
            chain(publishing.topic(), new Keep(delay)).proceed(publishing);
        } else {
            next(publishing.topic()).proceed(publishing, delay);
        }
    }

    private Next next(String topic) {
        Next chain = known.get(topic);
        if (chain != null) {
            return chain;
        }
        if (interceptors.isEmpty() || !TopicPattern.isTopic(topic)) {
            return last; // the bus says what is wrong with the topic
        }
        return known.size() < MOST_TOPICS
                ? known.computeIfAbsent(topic, this::chain)
                : chain(topic);
    }

    private Next chain(String topic) {
        return chain(topic, last);
    }

    private Next chain(String topic, Next end) {
        Next next = end;
        for (PublishInterceptor interceptor : interceptors.reversed()) {
            if (interceptor.appliesTo(topic)) {
                next = new Link(interceptor, next);
            }
        }
        return next;
    }

    /** An interceptor and what comes after it. */
    private record Link(PublishInterceptor interceptor, Next inner) implements Next {

        @Override
        public Receipt proceed(Publishing publishing) {
            return interceptor.intercept(publishing, inner);
        }

        @Override
        public void proceed(Publishing publishing, Duration delay) {
            interceptor.delay(publishing, delay, inner);
        }

        @Override
        public void lose(Publishing publishing, Throwable why) {
            inner.lose(publishing, why);
        }
    }

    /** Who remembers keys does not send them on; nobody else may ignore them. */
    private static void requireNoKey(@Nullable Publish wish, String topic) {
        if (wish != null && wish.idempotencyKey() != null) {
            throw Idempotency.notRemembered(topic).toException();
        }
    }

    private void publishDue(Publishing publishing) {
        try {
            publish(
                    publishing.request(),
                    publishing.source(),
                    publishing.cause(),
                    publishing.inside());
        } catch (GraphBusException e) {
            bus.report(e.problem());
        }
    }

    /** The way out for what is kept now and published later: nobody is asked again then. */
    private final class Keep extends Last {

        private final Duration delay;

        Keep(Duration delay) {
            this.delay = delay;
        }

        @Override
        public Receipt proceed(Publishing publishing) {
            requireNoKey(publishing.request(), publishing.topic());
            return bus.keepFor(delay, publishing);
        }
    }

    /** The way out of the gate. */
    private class Last implements Next {

        @Override
        public Receipt proceed(Publishing publishing) {
            Publish request = publishing.request();
            requireNoKey(request, request.topic());
            return bus.publish(
                    request.topic(),
                    request.payload(),
                    request.isPlain() ? null : request.payload(null),
                    publishing.source(),
                    publishing.cause(),
                    publishing.inside());
        }

        @Override
        public void proceed(Publishing publishing, Duration delay) {
            bus.publishAfter(delay, publishing.topic(), () -> publishDue(publishing));
        }

        @Override
        public void lose(Publishing publishing, Throwable why) {
            String reason = why instanceof GraphBusException e ? e.problem().toString() : "" + why;
            bus.report(
                    Problem.of(
                            ProblemCode.EVENT_LOST,
                            publishing.topic(),
                            "an event of "
                                    + publishing.source()
                                    + " that had been held back is lost: "
                                    + reason,
                            "Its publisher does not know; publish it again if it matters."));
        }
    }
}
