package io.graphbus.check;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a subscriber reads the version that a publisher writes to a topic.
 *
 * @param range of versions that the subscriber declares; {@code null} for any
 */
record Ranges(
        AgentDefinition publisher,
        AgentDefinition subscriber,
        String topic,
        @Nullable String range) {

    boolean isIn() {
        return range == null || range.equals("*") || written().satisfies(range);
    }

    private Version written() {
        return publisher.payloadVersion(topic);
    }

    /** Whether declared migrations lead from the version written to one of the range. */
    boolean isReached() {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(written().text()));
        while (!open.isEmpty()) {
            String version = open.pop();
            if (range == null || Version.of(version).satisfies(range)) {
                return true;
            }
            if (seen.add(version)) {
                steps().filter(step -> step.from.equals(version)).forEach(s -> open.push(s.to));
            }
        }
        return false;
    }

    /** Whether a payload that does not fit may be migrated, as there is no range. */
    boolean isMigrated() {
        return range == null && steps().anyMatch(step -> step.from.equals(written().text()));
    }

    private record Step(String from, String to) {}

    private Stream<Step> steps() {
        return Stream.of(publisher, subscriber)
                .flatMap(agent -> agent.migrations().stream())
                .filter(m -> m.topics().stream().anyMatch(this::isMeant))
                .map(m -> new Step(m.from(), m.to()));
    }

    private boolean isMeant(String pattern) {
        return pattern.equals(topic) || new TopicPattern(pattern).matches(topic);
    }

    String gap(String handler) {
        return "%s.%s reads %s of %s, but %s writes %s and no migration leads there"
                .formatted(subscriber.name(), handler, range, topic, publisher.name(), written());
    }
}
