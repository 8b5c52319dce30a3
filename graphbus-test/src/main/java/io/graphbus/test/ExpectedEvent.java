package io.graphbus.test;

import io.graphbus.agent.Event;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;

/**
 * Events of a {@link Scenario} that were waited for, and have come.
 *
 * @param <T> their payload
 */
public final class ExpectedEvent<T> {

    private final Outcome outcome;
    private final String topic;
    private final Class<T> type;
    private final List<Event> found;

    ExpectedEvent(Outcome outcome, String topic, Class<T> type, List<Event> found) {
        this.outcome = outcome;
        this.topic = topic;
        this.type = type;
        this.found = found;
    }

    /** At least one is like this; from here on only those count. */
    public ExpectedEvent<T> matching(Predicate<? super T> wanted) {
        List<Event> matching =
                found.stream().filter(event -> wanted.test(event.payload(type))).toList();
        if (matching.isEmpty()) {
            throw new AssertionError(
                    "Expected an event on "
                            + topic
                            + " that matches, but none does of "
                            + payloads());
        }
        return new ExpectedEvent<>(outcome, topic, type, matching);
    }

    /** At least one was published by this agent; from here on only those count. */
    public ExpectedEvent<T> from(String agent) {
        List<Event> own = found.stream().filter(event -> event.source().equals(agent)).toList();
        if (own.isEmpty()) {
            throw new AssertionError(
                    "Expected an event on "
                            + topic
                            + " from "
                            + agent
                            + " but there were "
                            + found);
        }
        return new ExpectedEvent<>(outcome, topic, type, own);
    }

    /** There are so many. */
    public ExpectedEvent<T> times(int expected) {
        Assertions.assertThat(found).as("events on " + topic).hasSize(expected);
        return this;
    }

    /** Has the first one's payload looked at. */
    public ExpectedEvent<T> toArriveAndVerify(Consumer<? super T> check) {
        check.accept(payload());
        return this;
    }

    /** The first one's payload. */
    public T payload() {
        return event().payload(type);
    }

    /** All payloads, oldest first. */
    public List<T> payloads() {
        return found.stream().map(event -> event.payload(type)).toList();
    }

    /** The first one. */
    public Event event() {
        return found.getFirst();
    }

    /** Goes on with what else came of it. */
    public Outcome and() {
        return outcome;
    }

    /** Goes on with another event, earlier or later. */
    public <O> ExpectedEvent<O> andWaitForEvent(String other, Class<O> otherType) {
        return outcome.andWaitForEvent(other, otherType);
    }

    /** Goes on with another event, earlier or at most so much later. */
    public <O> ExpectedEvent<O> andWaitForEvent(String other, Class<O> otherType, Duration within) {
        return outcome.andWaitForEvent(other, otherType, within);
    }

    /** Goes on with time passing. */
    public Outcome andAfter(Duration time) {
        return outcome.andAfter(time);
    }

    /** Goes on with what must not have happened. */
    public Outcome andNoEvent(String other) {
        return outcome.andNoEvent(other);
    }
}
