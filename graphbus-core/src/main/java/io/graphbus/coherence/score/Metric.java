package io.graphbus.coherence.score;

import java.util.Locale;

/** What the score is made of. */
public enum Metric {
    /** Whether the versions on a topic can be read as the one most of it is in. */
    VERSION_CONSISTENCY(0.25),
    /** Whether deliveries satisfy what their readers promise to read. */
    CONTRACT_COMPLIANCE(0.20),
    /** Whether what needs a migration gets one. */
    MIGRATION_COMPLETION(0.15),
    /** Whether traffic is out of reach of deliveries that break. */
    PROPAGATION(0.10),
    /** Whether versions only go forward. */
    TEMPORAL_STABILITY(0.15),
    /** Whether the versions that are on a topic together can be read as one another. */
    SPATIAL_AGREEMENT(0.15);

    private final double weight;

    Metric(double weight) {
        this.weight = weight;
    }

    /** Its part of the score when there is evidence for all. */
    public double weight() {
        return weight;
    }

    /** Such as {@code version consistency}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Such as {@code versionConsistency}. */
    public String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
            key.append(
                    key.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }
}
