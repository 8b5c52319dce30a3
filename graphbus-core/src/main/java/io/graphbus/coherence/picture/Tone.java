package io.graphbus.coherence.picture;

import io.graphbus.coherence.score.Level;

/** The colour of a score, one for each level. */
enum Tone {
    HIGH("good", "#2f9e6e"),
    MEDIUM("fair", "#c79a1b"),
    LOW("poor", "#e0762f"),
    CRITICAL("bad", "#d33f49");

    private final String style;
    private final String colour;

    Tone(String style, String colour) {
        this.style = style;
        this.colour = colour;
    }

    static Tone of(double score) {
        return switch (Level.of(score)) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
            case CRITICAL, NO_DATA -> CRITICAL;
        };
    }

    static Tone of(Level level) {
        return level == Level.NO_DATA ? MEDIUM : valueOf(level.name());
    }

    /** Name of the CSS class. */
    String style() {
        return style;
    }

    String colour() {
        return colour;
    }
}
