package io.graphbus.spring.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * The topics outside the graph that get a meter each: the first ones that were seen, for good, so
 * that no counter ever moves. Publishers from outside may invent any number of topics; the rest of
 * them share one name. To be used by one thread at a time.
 */
final class ForeignTopics {

    /** Most of them. */
    static final int MOST = 100;

    /** What the rest is called; no topic can be, for lack of a slash. */
    static final String OTHER = "other";

    private final Set<String> own = new HashSet<>();

    /**
     * What a topic is called in meters.
     *
     * @param known the topics of the graph, which always have their own name
     */
    String name(String topic, Set<String> known) {
        if (known.contains(topic) || own.contains(topic)) {
            return topic;
        }
        return topic.startsWith("/") && own.size() < MOST && own.add(topic) ? topic : OTHER;
    }
}
