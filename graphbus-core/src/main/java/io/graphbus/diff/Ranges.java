package io.graphbus.diff;

import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares ranges of versions. What a range contains changes only at the versions it names, so
 * those and their neighbours tell all.
 */
final class Ranges {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");
    private static final int HIGH = 9999;

    private Ranges() {}

    /** The lowest version that one range contains and the other does not. */
    static Optional<Version> inFirstOnly(String first, String second) {
        if (!Version.isRange(first) || !Version.isRange(second)) {
            return Optional.empty();
        }
        TreeSet<Version> tried = new TreeSet<>(around(first));
        tried.addAll(around(second));
        tried.add(Version.of("1.0.0"));
        tried.add(Version.of("0.0.0"));
        return tried.stream().filter(v -> v.satisfies(first) && !v.satisfies(second)).findFirst();
    }

    private static List<Version> around(String range) {
        List<Version> versions = new ArrayList<>();
        Matcher numbers = NUMBERS.matcher(range);
        while (numbers.find()) {
            for (int major : near(number(numbers.group(1)))) {
                for (int minor : near(number(numbers.group(2)))) {
                    for (int patch : near(number(numbers.group(3)))) {
                        versions.add(Version.of(major + "." + minor + "." + patch));
                    }
                }
            }
        }
        return versions;
    }

    private static int number(String digits) {
        return digits == null || digits.length() > 8 ? 0 : Integer.parseInt(digits);
    }

    private static TreeSet<Integer> near(int number) {
        return new TreeSet<>(
                List.of(0, Math.max(0, number - 1), number, number + 1, HIGH + number));
    }
}
