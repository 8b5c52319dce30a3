package io.graphbus.gate;

import io.graphbus.bus.Receipt;
import java.time.Duration;

/**
 * Stands in front of the bus and may change, delay, answer or refuse what is published. Sees every
 * publish of the topics it applies to: those of agents, of {@code @Publishes} results, of delayed
 * events when their time has come, and from outside; on the publishing thread. The first added is
 * outermost. Those who only want to know listen to signals instead. Usable from any thread.
 */
@FunctionalInterface
public interface PublishInterceptor {

    /**
     * Publishes by {@code next}, or answers in its place. What is held back may be sent on later,
     * at most once and from any thread; {@code next} then says what went wrong to whoever sends it.
     */
    Receipt intercept(Publishing publishing, Next next);

    /**
     * Stands in front of an event that is to be published after a delay, when that is asked for;
     * {@link #intercept} sees it when its time has come.
     */
    default void delay(Publishing publishing, Duration delay, Next next) {
        next.proceed(publishing, delay);
    }

    /** Whether to stand in front of a topic at all; asked once, when the topic is first seen. */
    default boolean appliesTo(String topic) {
        return true;
    }

    /**
     * Whether to stand in front of publishes that ask for nothing beside topic and payload, which
     * most do; asked once. Where no interceptor does, these cost nothing more.
     */
    default boolean appliesToPlain() {
        return true;
    }

    /** What an interceptor stands in front of. */
    interface Next {

        /**
         * Hands the event on.
         *
         * @throws io.graphbus.problem.GraphBusException when it is not accepted, for example {@code
         *     QUEUE_FULL}, {@code INVALID_TOPIC}, {@code STOPPED}
         */
        Receipt proceed(Publishing publishing);

        /**
         * Has the event published after a delay.
         *
         * @throws io.graphbus.problem.GraphBusException {@code STOPPED}, {@code INVALID_TOPIC},
         *     {@code BUS_OVERLOADED}
         */
        void proceed(Publishing publishing, Duration delay);

        /**
         * Says aloud, in the log and as a signal, that an event which was held back will not be
         * published although its publisher was told nothing of it: {@code EVENT_LOST}.
         */
        void lose(Publishing publishing, Throwable why);
    }
}
