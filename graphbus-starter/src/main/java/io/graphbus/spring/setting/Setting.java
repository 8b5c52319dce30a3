package io.graphbus.spring.setting;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;

/**
 * Checks of property values; each throws a problem that names the property and says what to set.
 */
public final class Setting {

    /** Engines count in nanoseconds, which end soon after that. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Setting() {}

    public static void positive(String property, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw wrong(
                    property, value + " is no positive duration.", "Set a duration such as 30s.");
        }
        notTooLong(property, value);
    }

    public static void notNegative(String property, Duration value) {
        if (value.isNegative()) {
            throw wrong(property, value + " is negative.", "Set a duration such as 1s, or 0.");
        }
        notTooLong(property, value);
    }

    private static void notTooLong(String property, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw wrong(
                    property,
                    value.toDays() + " days are too long.",
                    "Set at most " + LONGEST.toDays() + "d.");
        }
    }

    public static void atLeast(String property, double value, int least) {
        if (!(value >= least)) {
            throw wrong(property, inWords(value) + " is too small.", "Set " + least + " or more.");
        }
    }

    public static void atMost(String property, long value, long most, String words) {
        if (value > most) {
            throw wrong(property, value + " is too much.", "Set at most " + words + ".");
        }
    }

    /** Not shorter than what another property says. */
    public static void notShorter(String property, Duration value, String other, Duration least) {
        if (value.compareTo(least) < 0) {
            throw wrong(
                    property,
                    value + " is shorter than " + other + ".",
                    "Set at least " + least + ", or a shorter " + other + ".");
        }
        notTooLong(property, value);
    }

    /** A part of a whole. */
    public static void share(String property, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw wrong(property, inWords(value) + " is no share.", "Set a number from 0 to 1.");
        }
    }

    private static String inWords(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static RuntimeException wrong(String property, String message, String hint) {
        return Problem.of(ProblemCode.INVALID_CONFIGURATION, property, message, hint).toException();
    }
}
