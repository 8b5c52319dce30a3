package io.graphbus.coherence.drift;

import io.graphbus.model.Durations;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.regex.Pattern;

/** A window of time as people give it. */
public final class TimeWindow {

    private static final Pattern HOURS = Pattern.compile("\\d{1,6}");

    private TimeWindow() {}

    /**
     * Reads {@code 24}, which means hours, {@code 24h}, {@code 90m} or {@code PT1H30M}.
     *
     * @param where names what was given, for the problem
     * @throws io.graphbus.problem.GraphBusException with the code when it is none of these, shorter
     *     than a minute, or longer than 24 hours
     */
    public static Duration of(String text, String where, ProblemCode code) {
        try {
            Duration window =
                    Durations.parse(
                            HOURS.matcher(text.strip()).matches() ? text.strip() + "h" : text);
            if (window.compareTo(Duration.ofMinutes(1)) >= 0
                    && window.compareTo(DriftAnalysis.LONGEST) <= 0) {
                return window;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(text, where, code).toException(e);
        }
        throw wrong(text, where, code).toException();
    }

    private static Problem wrong(String text, String where, ProblemCode code) {
        return Problem.of(
                code,
                where,
                "\"" + text + "\" is no window of time",
                "Give 1m to 24h; a number alone means hours.");
    }
}
