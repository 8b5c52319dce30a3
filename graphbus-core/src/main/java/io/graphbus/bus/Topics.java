package io.graphbus.bus;

import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which subscriptions each topic has. Patterns are resolved when a topic is first seen. At most
 * {@value #MAX_UNKNOWN} topics that nobody declared are remembered one by one; events on more of
 * them are counted together. Usable from any thread.
 */
public final class Topics {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final int MAX_UNKNOWN = 10_000;
    private static final String OTHERS = "(others)";

    private final MessageBus bus;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> declared = new ConcurrentSkipListSet<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final LongAdder unrouted = new LongAdder();

    Topics(MessageBus bus) {
        this.bus = bus;
    }

    /** Makes topics known, so that events on them are no surprise. */
    public void declare(Collection<String> topics) {
        declared.addAll(topics);
    }

    /** Adds a subscription; events published from now on reach it. */
    public synchronized void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
        rewire(subscriber);
    }

    /** Ends a subscription; events published from now on do not reach it. */
    public synchronized void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
        rewire(subscriber);
    }

    private void rewire(Subscriber changed) {
        routes.replaceAll(
                (topic, route) ->
                        changed.topic().matches(topic)
                                ? new Route(bus, topic, matching(topic), route)
                                : route);
    }

    private synchronized Subscriber[] matching(String topic) {
        return subscribers.stream()
                .filter(subscriber -> subscriber.topic().matches(topic))
                .toArray(Subscriber[]::new);
    }

    Route route(String topic) {
        Route known = routes.get(topic);
        return known != null ? known : firstSeen(topic);
    }

    private synchronized Route firstSeen(String topic) {
        if (!TopicPattern.isTopic(topic)) {
            throw invalid(topic).toException();
        }
        Subscriber[] matching = matching(topic);
        if (matching.length == 0 && !declared.contains(topic)) {
            return unknown(topic);
        }
        return routes.computeIfAbsent(topic, t -> new Route(bus, t, matching, null));
    }

    private Route unknown(String topic) {
        Subscriber[] nobody = {};
        if (routes.size() >= declared.size() + MAX_UNKNOWN) {
            unrouted.increment();
            return new Route(bus, topic, nobody, null);
        }
        log.warn(
                "An event was published to {}, which no agent publishes or subscribes to. {}",
                topic,
                Nearest.hint(topic, "topics", declared));
        return routes.computeIfAbsent(topic, t -> new Route(bus, t, nobody, null));
    }

    private static Problem invalid(String topic) {
        return Problem.of(
                ProblemCode.INVALID_TOPIC,
                topic,
                "'" + topic + "' is not a topic",
                "A topic is segments of letters, digits, '_', '.' and '-', each after a slash, such as /Order/Created; at most "
                        + TopicPattern.MAX_LENGTH
                        + " characters.");
    }

    /** How many subscriptions an event on a topic would reach. */
    public int subscribersOf(String topic) {
        Route known = routes.get(topic);
        return known != null ? known.subscribers.length : matching(topic).length;
    }

    /** Accepted events by topic and source, sorted. */
    public List<Traffic> traffic() {
        List<Traffic> traffic = new ArrayList<>();
        for (Route route : routes.values()) {
            Map<String, Long> counts = new TreeMap<>();
            route.addPublished(counts);
            counts.forEach(
                    (source, count) ->
                            traffic.add(
                                    new Traffic(
                                            route.topic, source, count, route.subscribers.length)));
        }
        if (unrouted.sum() > 0) {
            traffic.add(new Traffic(OTHERS, OTHERS, unrouted.sum(), 0));
        }
        traffic.sort(Comparator.comparing(Traffic::topic).thenComparing(Traffic::source));
        return traffic;
    }

    /** Accepted events times matching subscriptions. */
    public long offered() {
        return routes.values().stream().mapToLong(Route::offered).sum();
    }

    /** Accepted events of one source on one topic. */
    public record Traffic(String topic, String source, long published, int subscribers) {}
}
