package io.graphbus.server.event.syntax;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as RFC 3339 writes them: to the second at least, with an offset. */
public final class Timestamps {

    private static final Pattern FORM =
            Pattern.compile(
                    "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
                            + "(\\.[0-9]++)?([Zz]|([+-])([0-9]{2}):([0-9]{2}))");
    private static final DateTimeFormatter TO_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final int LEAP_SECOND = 60;

    private Timestamps() {}

    public static boolean isTimestamp(String text) {
        return toUtc(text) != null;
    }

    /** The same instant in UTC, to the same precision; {@code null} when it is no timestamp. */
    public static @Nullable String toUtc(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            return toUtc(parts);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String toUtc(Matcher parts) {
        LocalDateTime local =
                LocalDateTime.of(
                        number(parts, 1),
                        number(parts, 2),
                        number(parts, 3),
                        number(parts, 4),
                        number(parts, 5));
        int second = number(parts, 6);
        int hours = parts.group(9) == null ? 0 : number(parts, 10);
        int minutes = parts.group(9) == null ? 0 : number(parts, 11);
        if (second > LEAP_SECOND || hours > 23 || minutes > 59) {
            return null;
        }
        int offset = hours * 60 + minutes;
        LocalDateTime utc = local.minusMinutes("-".equals(parts.group(9)) ? -offset : offset);
        if (second == LEAP_SECOND && (utc.getHour() != 23 || utc.getMinute() != 59)) {
            return null;
        }
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        boolean fourDigits = utc.getYear() >= 0 && utc.getYear() <= 9999;
        return fourDigits
                ? utc.format(TO_MINUTE) + ":" + parts.group(6) + fraction + "Z"
                : parts.group();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
