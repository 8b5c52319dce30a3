package io.graphbus.cli.config;

import io.graphbus.model.Durations;
import io.graphbus.model.TopicPattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What values a setting takes.
 *
 * @param expected in words, such as {@code a duration such as 30s}
 */
record Kind(String expected, Predicate<String> accepts) {

    static final Kind FLAG = oneOf("true", "false");
    static final Kind TEXT = new Kind("a text", text -> !text.isBlank());
    static final Kind PATH = new Kind("a path", Kind::isPath);
    static final Kind ADDRESS =
            new Kind(
                    "an address such as http://localhost:8080",
                    text -> text.matches("https?://[^/\\s]+\\S*"));
    static final Kind DURATION = new Kind("a duration such as 30s", Kind::isDuration);
    static final Kind SIZE = new Kind("a size such as 2MB, up to 2047MB", Kind::isSize);

    static final Kind TOPICS =
            new Kind(
                    "topics and patterns with commas between, such as /Order/**,/Log/*=transient",
                    Kind::isTopics);

    private static final Pattern BYTES = Pattern.compile("(\\d{1,10})\\s*(B|KB|MB|GB)?");

    static Kind oneOf(String... words) {
        List<String> all = List.of(words);
        return new Kind(
                "one of " + String.join(", ", all),
                text -> all.contains(text.toLowerCase(Locale.ROOT)));
    }

    static Kind integer(int least, int most) {
        String upTo = most == Integer.MAX_VALUE ? " or more" : " to " + most;
        return new Kind("a whole number, " + least + upTo, text -> isInteger(text, least, most));
    }

    static Kind number(double least, double most) {
        String upTo = most == Double.MAX_VALUE ? " or more" : " to " + most;
        return new Kind(
                "a number, " + least + upTo,
                text -> {
                    try {
                        double number = Double.parseDouble(text);
                        return number >= least && number <= most;
                    } catch (NumberFormatException e) {
                        return false;
                    }
                });
    }

    private static boolean isInteger(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isTopics(String text) {
        try {
            return !topics(text).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Topics and patterns, and whether they are durable.
     *
     * @throws IllegalArgumentException when one is not well formed
     */
    static Map<String, Boolean> topics(String text) {
        Map<String, Boolean> topics = new LinkedHashMap<>();
        for (String one : text.split(",")) {
            int sign = one.indexOf('=');
            String topic = (sign < 0 ? one : one.substring(0, sign)).strip();
            String mode = sign < 0 ? "durable" : one.substring(sign + 1).strip();
            if (!TopicPattern.isPattern(topic) || !mode.matches("durable|transient")) {
                throw new IllegalArgumentException(one);
            }
            topics.put(topic, mode.equals("durable"));
        }
        return topics;
    }

    private static boolean isPath(String text) {
        return !text.isBlank() && text.indexOf('\0') < 0;
    }

    private static boolean isDuration(String text) {
        try {
            Duration duration = Durations.parse(text);
            return !duration.isZero() && !duration.isNegative();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSize(String text) {
        return bytes(text).filter(b -> b > 0 && b <= Integer.MAX_VALUE).isPresent();
    }

    /** How many bytes a size is. */
    static Optional<Long> bytes(String text) {
        Matcher size = BYTES.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        String unit = size.group(2) == null ? "B" : size.group(2);
        int shift = 10 * List.of("B", "KB", "MB", "GB").indexOf(unit);
        return Optional.of(Long.parseLong(size.group(1)) << shift);
    }
}
