package io.graphbus.schema;

import java.util.regex.Pattern;
import org.semver4j.Semver;

/**
 * A semantic version as semver.org defines it, ordered by precedence.
 *
 * @param text such as {@code 1.10.0-rc.1}
 */
public record Version(String text) implements Comparable<Version> {

    private static final String PART =
            "(?:[~^]|[<>]=?|=)?\\s*v?(?:[0-9]+|[xX*])(?:\\.(?:[0-9]+|[xX*])){0,2}"
                    + "(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?";
    private static final Pattern RANGE =
            Pattern.compile(
                    "\\s*" + PART + "(?:(?:\\s*\\|\\|\\s*|\\s+-\\s+|\\s+)" + PART + ")*\\s*");

    private static final int LONGEST = 255;
    private static final Pattern TOO_LARGE = Pattern.compile("[-.][0-9]{19,}(?:[.+]|$)");

    public Version {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a semantic version: " + text);
        }
    }

    public static Version of(String text) {
        return new Version(text);
    }

    /** Longer ones, and whole numbers in a prerelease beyond a {@code long}, are none. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST
                && !text.startsWith("v")
                && !TOO_LARGE.matcher(text).find()
                && Semver.parse(text) != null;
    }

    /** Whether the text is a range of versions in npm's notation. */
    public static boolean isRange(String text) {
        return !text.isBlank() && text.length() <= LONGEST && RANGE.matcher(text).matches();
    }

    /** Whether this version lies in a range such as {@code ^1.2} or {@code >=1 <3}. */
    public boolean satisfies(String range) {
        return new Semver(text).satisfies(range);
    }

    public int major() {
        return new Semver(text).getMajor();
    }

    public int minor() {
        return new Semver(text).getMinor();
    }

    public int patch() {
        return new Semver(text).getPatch();
    }

    /** Whether the version comes before a release, such as {@code 2.0.0-rc.1}. */
    public boolean isPrerelease() {
        return !new Semver(text).getPreRelease().isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        return new Semver(text).compareTo(new Semver(other.text));
    }

    @Override
    public String toString() {
        return text;
    }
}
