package io.graphbus.server.event;

import io.graphbus.agent.Event;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client wants to see.
 *
 * @param agent the publisher or a subscriber
 */
public record EventFilter(@Nullable TopicPattern topic, @Nullable String agent) {

    /**
     * A filter by a topic or pattern and an agent, each optional.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_TOPIC} for text that is no
     *     pattern
     */
    public static EventFilter of(@Nullable String topic, @Nullable String agent) {
        if (topic == null) {
            return new EventFilter(null, agent);
        }
        if (!TopicPattern.isPattern(topic)) {
            throw Problem.of(
                            ProblemCode.INVALID_TOPIC,
                            topic,
                            "This is neither a topic nor a pattern.",
                            "Examples: /Order/Created, /Order/*, /Order/**.")
                    .toException();
        }
        return new EventFilter(new TopicPattern(topic), agent);
    }

    /** The topic or pattern as text. */
    @Nullable String pattern() {
        return topic == null ? null : topic.text();
    }

    public boolean matches(Event event, AgentGraph graph) {
        return (topic == null || topic.matches(event.topic()))
                && (agent == null || touches(agent, event, graph));
    }

    private static boolean touches(String agent, Event event, AgentGraph graph) {
        return event.source().equals(agent)
                || graph.agent(agent).stream()
                        .flatMap(definition -> definition.subscriptions().stream())
                        .anyMatch(subscription -> subscription.topic().matches(event.topic()));
    }
}
