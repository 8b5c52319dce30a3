package io.graphbus.test;

import io.graphbus.agent.Event;
import io.graphbus.invoke.Payloads;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What came of what was done in a {@link Scenario}. */
public final class Outcome {

    private final GraphBusTester graph;
    private final PublishedEvents events;
    private final @Nullable Object result;

    Outcome(GraphBusTester graph, PublishedEvents events, @Nullable Object result) {
        this.graph = graph;
        this.events = events;
        this.result = result;
    }

    /** Time passes, and what was due in it has happened. */
    public Outcome andAfter(Duration time) {
        graph.advance(time);
        return this;
    }

    /** At least one event was published on the topic, with a payload that can be read so. */
    public <T> ExpectedEvent<T> andWaitForEvent(String topic, Class<T> type) {
        return new ExpectedEvent<>(this, topic, type, expected(topic));
    }

    /** At least one event was published on the topic, which may be a pattern. */
    public Outcome andWaitForEvent(String topic) {
        expected(topic);
        return this;
    }

    /**
     * At least one event is published on the topic within so much time, with a payload that can be
     * read so. Time moves to the moment of the first one and no further; where the graph does not
     * go by a {@link SteppedClock}, it passes by itself.
     */
    public <T> ExpectedEvent<T> andWaitForEvent(String topic, Class<T> type, Duration within) {
        return new ExpectedEvent<>(this, topic, type, expected(topic, within));
    }

    /**
     * At least one event is published on the topic, which may be a pattern, within so much time.
     */
    public Outcome andWaitForEvent(String topic, Duration within) {
        expected(topic, within);
        return this;
    }

    private List<Event> expected(String topic, Duration within) {
        graph.await(() -> !events.on(topic).events().isEmpty(), within);
        return expected(topic, " within " + within);
    }

    private List<Event> expected(String topic) {
        return expected(topic, "");
    }

    private List<Event> expected(String topic, String when) {
        List<Event> found = events.on(topic).events();
        if (found.isEmpty()) {
            throw new AssertionError(
                    "Expected an event on "
                            + topic
                            + when
                            + " but there were: "
                            + events
                            + failures());
        }
        return found;
    }

    private String failures() {
        List<Failure> failures = graph.peekFailures();
        return failures.isEmpty() ? "" : "; what failed meanwhile: " + failures;
    }

    /** No event was published on the topic, which may be a pattern. */
    public Outcome andNoEvent(String topic) {
        Assertions.assertThat(events).containNoneOn(topic);
        return this;
    }

    /** Handling failed once or more, and each time because of this. */
    public Outcome andFailure(Class<? extends Throwable> cause) {
        List<Failure> failures = graph.takeFailures();
        Assertions.assertThat(failures).as("failures").isNotEmpty();
        Assertions.assertThat(failures).extracting(Failure::cause).hasOnlyElementsOfType(cause);
        return this;
    }

    /** The call's result, as a type, is as it should be. */
    public <T> Outcome andResult(Class<T> type, Consumer<? super T> check) {
        check.accept(result(type));
        return this;
    }

    /** The call's result as a type; {@code null} where there is none. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a null result is null in every type
    public <T> T result(Class<T> type) {
        return (T) Payloads.as(type, result);
    }

    /** An agent has a state as it should be. */
    public <T> Outcome andState(String agent, Class<T> type, Consumer<? super @Nullable T> check) {
        check.accept(graph.state(agent, type));
        return this;
    }

    /** What was published since the sentence began. */
    public PublishedEvents events() {
        return events;
    }
}
