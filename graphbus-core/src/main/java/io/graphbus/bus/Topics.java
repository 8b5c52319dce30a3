package io.graphbus.bus;

import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which subscriptions each topic has. A topic's route is made when an event first goes there, and
 * again after its subscriptions have changed; patterns are resolved then. Events on topics beyond
 * what can be remembered are counted together. Usable from any thread.
 */
public final class Topics {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    /** Topics that nobody declared and nobody hears. */
    private static final int MAX_UNKNOWN = 10_000;

    /** Topics that somebody hears. */
    private static final int MAX_HEARD = 100_000;

    private static final String OTHERS = "(others)";

    private final MessageBus bus;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Map<String, Route.Counts> counts = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> declared = new ConcurrentSkipListSet<>();
    private final Map<String, List<Subscriber>> byTopic = new HashMap<>();
    private final List<Subscriber> byPattern = new ArrayList<>();
    private final Route.Counts others = new Route.Counts();

    Topics(MessageBus bus) {
        this.bus = bus;
    }

    /** Makes topics known, so that events on them are no surprise. */
    public void declare(Collection<String> topics) {
        declared.addAll(topics);
    }

    /** Adds a subscription; events published from now on reach it. */
    public void subscribe(Subscriber subscriber) {
        add(subscriber);
        bus.outlet().subscribed(subscriber);
    }

    private synchronized void add(Subscriber subscriber) {
        String topic = subscriber.topic().text();
        if (subscriber.topic().isConcrete()) {
            byTopic.computeIfAbsent(topic, t -> new ArrayList<>(1)).add(subscriber);
        } else {
            byPattern.add(subscriber);
        }
        forgetRoutes(subscriber.topic());
    }

    /** Ends a subscription; events published from now on do not reach it. */
    public void unsubscribe(Subscriber subscriber) {
        remove(subscriber);
        bus.outlet().unsubscribed(subscriber);
    }

    private synchronized void remove(Subscriber subscriber) {
        String topic = subscriber.topic().text();
        if (subscriber.topic().isConcrete()) {
            List<Subscriber> here = byTopic.getOrDefault(topic, new ArrayList<>());
            here.remove(subscriber);
            if (here.isEmpty()) {
                byTopic.remove(topic);
            }
        } else {
            byPattern.remove(subscriber);
        }
        forgetRoutes(subscriber.topic());
    }

    /** The next event on each of these topics makes a new route. */
    private void forgetRoutes(TopicPattern changed) {
        if (changed.isConcrete()) {
            routes.remove(changed.text());
        } else {
            routes.keySet().removeIf(changed::matches);
        }
    }

    private synchronized Subscriber[] matching(String topic) {
        List<Subscriber> here = byTopic.getOrDefault(topic, List.of());
        List<Subscriber> wide =
                byPattern.stream().filter(subscriber -> subscriber.topic().matches(topic)).toList();
        return Stream.concat(here.stream(), wide.stream()).toArray(Subscriber[]::new);
    }

    Route route(String topic) {
        Route known = routes.get(topic);
        return known != null ? known : makeRoute(topic);
    }

    private synchronized Route makeRoute(String topic) {
        Route known = routes.get(topic);
        if (known != null) {
            return known;
        }
        requireTopic(topic);
        Subscriber[] matching = matching(topic);
        boolean seen = counts.containsKey(topic);
        boolean expected = matching.length > 0 || declared.contains(topic);
        int room = declared.size() + (matching.length > 0 ? MAX_HEARD : MAX_UNKNOWN);
        if (!seen && !declared.contains(topic) && counts.size() >= room) {
            return new Route(bus, topic, matching, others);
        }
        if (!seen && !expected) {
            warn(topic);
        }
        Route.Counts here = counts.computeIfAbsent(topic, t -> new Route.Counts());
        Route fresh = new Route(bus, topic, matching, here);
        routes.put(topic, fresh);
        return fresh;
    }

    private void warn(String topic) {
        log.warn(
                "An event was published to {}, which no agent publishes or subscribes to. {}",
                topic,
                Nearest.hint(topic, "topics", declared));
    }

    /**
     * Refuses what is no topic.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_TOPIC}
     */
    public static void requireTopic(String topic) {
        if (!TopicPattern.isTopic(topic)) {
            throw invalid(topic).toException();
        }
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
        counts.forEach(
                (topic, here) -> {
                    int subscribers = subscribersOf(topic);
                    here.bySource()
                            .forEach(
                                    (source, count) ->
                                            traffic.add(
                                                    new Traffic(
                                                            topic, source, count, subscribers)));
                });
        long rest = others.bySource().values().stream().mapToLong(Long::longValue).sum();
        if (rest > 0) {
            traffic.add(new Traffic(OTHERS, OTHERS, rest, 0));
        }
        traffic.sort(Comparator.comparing(Traffic::topic).thenComparing(Traffic::source));
        return traffic;
    }

    /** Accepted events times matching subscriptions. */
    public long offered() {
        return others.offered() + counts.values().stream().mapToLong(Route.Counts::offered).sum();
    }

    /** Accepted events of one source on one topic. */
    public record Traffic(String topic, String source, long published, int subscribers) {}
}
