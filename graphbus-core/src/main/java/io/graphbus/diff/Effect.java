package io.graphbus.diff;

/** What a change does to those on the other side, the most harmless first. */
public enum Effect {
    /** Only words for people have changed. */
    NONE(Bump.PATCH),
    /** Nobody can notice who does not want to. */
    SAFE(Bump.MINOR),
    /** Nothing is refused, but somebody should know. */
    WARN(Bump.MINOR),
    /** Neither proved safe nor refuted, so taken as breaking. */
    INDETERMINATE(Bump.MAJOR),
    /** Something that was accepted is refused. */
    BREAKS(Bump.MAJOR);

    private final Bump bump;

    Effect(Bump bump) {
        this.bump = bump;
    }

    /** How far a version rises for it. */
    public Bump bump() {
        return bump;
    }

    /** The worse of the two. */
    public Effect or(Effect other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
