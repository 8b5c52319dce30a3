package io.graphbus.server.setting;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Checks of what was set, for the constructors of properties. All throw {@code
 * INVALID_CONFIGURATION} with the property's name.
 */
public final class Bounds {

    private Bounds() {}

    public static void between(String property, long value, long least, long most) {
        if (value < least || value > most) {
            throw wrong(
                    property,
                    value + " is too " + (value < least ? "little." : "much."),
                    "Set a number from " + least + " to " + most + ".");
        }
    }

    public static void between(String property, DataSize value, DataSize least, DataSize most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(
                    property,
                    text(value) + " is too " + (value.compareTo(least) < 0 ? "little." : "much."),
                    "Set a size from " + text(least) + " to " + text(most) + ".");
        }
    }

    public static void between(String property, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(
                    property,
                    text(value) + " is too " + (value.compareTo(least) < 0 ? "short." : "long."),
                    "Set a duration from " + text(least) + " to " + text(most) + ".");
        }
    }

    public static GraphBusException wrong(String property, String message, String hint) {
        return Problem.of(ProblemCode.INVALID_CONFIGURATION, property, message, hint).toException();
    }

    private static String text(DataSize size) {
        return size.toBytes() % (1024 * 1024) == 0 ? size.toMegabytes() + "MB" : size.toString();
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }
}
