package io.graphbus.durable;

import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Which topics are durable, and how deliveries from the log are made.
 *
 * @param durable whether topics are durable of which {@code topics} says nothing
 * @param topics topics and patterns that are, or are not; where several match, a topic counts more
 *     than a pattern and a longer pattern more than a shorter one
 * @param inFlight deliveries of one subscription that are made or wait in its agent's mailbox
 * @param mostDeferred deliveries of one subscription that wait for another attempt or behind one
 *     that does, before no further ones are begun
 * @param lease how long what an instance was given stays with it after its last sign of life
 * @param poll how often the log is looked at for what other instances have published
 * @param maxPayload the largest payload, in bytes of its JSON form
 */
public record Durability(
        boolean durable,
        Map<TopicPattern, Boolean> topics,
        int inFlight,
        int mostDeferred,
        Duration lease,
        Duration poll,
        int maxPayload) {

    /** No topic is durable. */
    public static final Durability NONE =
            new Durability(
                    false,
                    Map.of(),
                    1000,
                    10_000,
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    2 * 1024 * 1024);

    /** Every topic is. */
    public static final Durability ALL = NONE.byDefault(true);

    public Durability {
        topics = Map.copyOf(topics);
        require(inFlight > 0, "deliveries in flight: " + inFlight);
        require(mostDeferred > 0, "deliveries put off: " + mostDeferred);
        require(maxPayload > 0, "largest payload: " + maxPayload);
        require(lease.toMillis() >= 100, "lease: " + lease);
        require(poll.isPositive(), "poll: " + poll);
    }

    private static void require(boolean fine, String message) {
        if (!fine) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "graphbus.durability",
                            message,
                            "Give numbers above zero, and a lease of at least 100 ms.")
                    .toException();
        }
    }

    /** The same with another answer for topics that are not named. */
    public Durability byDefault(boolean value) {
        return new Durability(value, topics, inFlight, mostDeferred, lease, poll, maxPayload);
    }

    /** The same with an answer for a topic or pattern. */
    public Durability with(String pattern, boolean value) {
        Map<TopicPattern, Boolean> more = new LinkedHashMap<>(topics);
        more.put(new TopicPattern(pattern), value);
        return new Durability(durable, more, inFlight, mostDeferred, lease, poll, maxPayload);
    }

    /** The same with other bounds. */
    public Durability bounds(int flying, int deferred) {
        return new Durability(durable, topics, flying, deferred, lease, poll, maxPayload);
    }

    /** The same with another lease and poll. */
    public Durability pace(Duration leased, Duration polled) {
        return new Durability(durable, topics, inFlight, mostDeferred, leased, polled, maxPayload);
    }

    /** Whether any topic can be durable. */
    public boolean isAny() {
        return durable || topics.containsValue(true);
    }

    /** Whether a topic is durable. */
    public boolean takes(String topic) {
        return topics.entrySet().stream()
                .filter(entry -> entry.getKey().matches(topic))
                .max(
                        Comparator.comparing((Entry<TopicPattern, Boolean> e) -> weight(e.getKey()))
                                .thenComparing(e -> e.getKey().text()))
                .map(Entry::getValue)
                .orElse(durable);
    }

    private static int weight(TopicPattern pattern) {
        return pattern.isConcrete() ? Integer.MAX_VALUE : pattern.text().length();
    }

    /** Whether a subscription may have to do with durable topics. */
    public boolean concerns(TopicPattern subscribed) {
        return subscribed.isConcrete() ? takes(subscribed.text()) : isAny();
    }
}
