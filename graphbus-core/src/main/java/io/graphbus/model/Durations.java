package io.graphbus.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 1s}, {@code 2m}, {@code 1h}. */
public final class Durations {

    private static final Pattern SIMPLE = Pattern.compile("(-?\\d{1,15})\\s*(ms|s|m|h)");

    private Durations() {}

    /**
     * Reads a number with a unit, or ISO 8601.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Duration parse(String text) {
        Matcher simple = SIMPLE.matcher(text.strip());
        try {
            if (!simple.matches()) {
                return Duration.parse(text.strip());
            }
            long amount = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration", e);
        }
    }

    /** The shortest form that {@link #parse} reads. */
    public static String text(Duration duration) {
        if (duration.getNano() % 1_000_000 != 0) {
            return duration.toString();
        }
        return duration.toMillisPart() != 0
                ? duration.toMillis() + "ms"
                : duration.toSeconds() + "s";
    }
}
