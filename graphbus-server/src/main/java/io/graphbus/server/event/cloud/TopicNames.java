package io.graphbus.server.event.cloud;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which topic a type stands for and the other way round. The type of a topic is {@code graphbus.}
 * with its segments and the payload's major version; any other type stands for the topic that has
 * its parts as segments.
 */
final class TopicNames {

    private static final String OWN = "graphbus.";
    private static final Pattern MAJOR = Pattern.compile("\\.v[0-9]+$");
    private static final Pattern BETWEEN = Pattern.compile("[./]");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_-]");

    private TopicNames() {}

    /** What may be a topic; it can be too long. */
    static String topic(String type) {
        String name =
                type.startsWith(OWN)
                        ? MAJOR.matcher(type.substring(OWN.length())).replaceFirst("")
                        : type;
        String topic =
                Arrays.stream(BETWEEN.split(name))
                        .filter(part -> !part.isEmpty())
                        .map(part -> "/" + OTHER.matcher(part).replaceAll("_"))
                        .collect(Collectors.joining());
        return topic.isEmpty() ? "/_" : topic;
    }

    /** The type of a topic's events. */
    static String type(String topic, String major) {
        return OWN + topic.substring(1).replace('/', '.') + ".v" + major;
    }
}
