package io.graphbus.coherence.score;

import org.jspecify.annotations.Nullable;

/** The score in a word. */
public enum Level {
    HIGH(0.9),
    MEDIUM(0.7),
    LOW(0.5),
    CRITICAL(0),
    /** Nothing was delivered of late, so there is nothing to judge. */
    NO_DATA(Double.NaN);

    private static final double HYSTERESIS = 0.02;

    private final double least;

    Level(double least) {
        this.least = least;
    }

    /** The level of a score that nothing came before. */
    public static Level of(double score) {
        for (Level level : values()) {
            if (score >= level.least) {
                return level;
            }
        }
        return CRITICAL;
    }

    /** The level of a score that follows a level: a border is crossed when it is left behind. */
    public static Level of(double score, @Nullable Level before) {
        Level plain = of(score);
        if (before == null || before == NO_DATA || plain == before) {
            return plain;
        }
        Level reluctant = of(score + (plain.isWorseThan(before) ? HYSTERESIS : -HYSTERESIS));
        boolean stays =
                plain.isWorseThan(before)
                        ? !reluctant.isWorseThan(before)
                        : !before.isWorseThan(reluctant);
        return stays ? before : reluctant;
    }

    public boolean isWorseThan(Level other) {
        return ordinal() > other.ordinal();
    }

    /** The worse of the two. */
    Level atBest(Level cap) {
        return isWorseThan(cap) ? this : cap;
    }
}
