package io.graphbus.diff;

import io.graphbus.schema.Version;

/** How far a version rises, the smallest first. */
public enum Bump {
    NONE,
    PATCH,
    MINOR,
    MAJOR;

    /** How far the second version is above the first; {@code NONE} when it is not. */
    public static Bump between(Version from, Version to) {
        if (to.major() != from.major()) {
            return to.major() > from.major() ? MAJOR : NONE;
        }
        if (to.minor() != from.minor()) {
            return to.minor() > from.minor() ? MINOR : NONE;
        }
        return to.patch() > from.patch() ? PATCH : NONE;
    }

    /** What this asks for at a version: below 1.0.0 whatever breaks is minor, all else a patch. */
    public Bump at(Version from) {
        if (from.major() > 0 || this == NONE) {
            return this;
        }
        return this == MAJOR ? MINOR : PATCH;
    }

    /** The lowest version that is this far above another. */
    public Version above(Version from) {
        return Version.of(
                switch (this) {
                    case NONE -> from.text();
                    case PATCH -> number(from.major(), from.minor(), from.patch() + 1);
                    case MINOR -> number(from.major(), from.minor() + 1, 0);
                    case MAJOR -> number(from.major() + 1, 0, 0);
                });
    }

    private static String number(int major, int minor, int patch) {
        return major + "." + minor + "." + patch;
    }

    /** The larger of the two. */
    public Bump or(Bump other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
