package io.graphbus.model;

import java.util.regex.Pattern;

/**
 * A topic, or a pattern in which {@code *} stands for one segment and a final {@code **} for one or
 * more.
 *
 * @param text such as {@code /Order/Created}, {@code /Order/*} or {@code /Order/**}
 */
public record TopicPattern(String text) implements Comparable<TopicPattern> {

    /** The longest topic, in characters. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern PATTERN =
            Pattern.compile("(/([A-Za-z0-9_.-]+|\\*))*(/([A-Za-z0-9_.-]+|\\*|\\*\\*))");

    /** Whether the text names one topic, without wildcards. */
    public static boolean isTopic(String text) {
        int last = text.length() - 1;
        if (last < 1 || last >= MAX_LENGTH || text.charAt(0) != '/' || text.charAt(last) == '/') {
            return false;
        }
        for (int i = 1; i <= last; i++) {
            char c = text.charAt(i);
            if (c == '/' ? text.charAt(i - 1) == '/' : !isOfSegment(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfSegment(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    /** Whether the text names one topic or is a well-formed pattern. */
    public static boolean isPattern(String text) {
        return text.length() <= MAX_LENGTH && PATTERN.matcher(text).matches();
    }

    public boolean isConcrete() {
        return text.indexOf('*') < 0;
    }

    /** Whether events on a concrete topic belong here. */
    public boolean matches(String topic) {
        return isConcrete() ? text.equals(topic) : matches(text.split("/"), topic.split("/"));
    }

    private static boolean matches(String[] pattern, String[] topic) {
        for (int i = 1; i < pattern.length; i++) {
            if (pattern[i].equals("**")) {
                return topic.length > i;
            }
            if (i >= topic.length || !(pattern[i].equals("*") || pattern[i].equals(topic[i]))) {
                return false;
            }
        }
        return pattern.length == topic.length;
    }

    @Override
    public int compareTo(TopicPattern other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
