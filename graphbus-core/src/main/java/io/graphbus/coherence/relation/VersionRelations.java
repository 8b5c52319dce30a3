package io.graphbus.coherence.relation;

import io.graphbus.schema.Version;

/** Knows how versions of payloads stand to each other. Usable from any thread. */
@FunctionalInterface
public interface VersionRelations {

    /**
     * How two versions on a topic stand to each other; the order does not matter.
     *
     * @param one a semantic version, or any other word, which is then a stranger to all others
     */
    Relation between(String topic, String one, String other);

    /**
     * What the numbers alone promise: those of one major version, of one minor version below 1.0.0,
     * are taken to be compatible in one direction; the rest are strangers.
     */
    static VersionRelations byNumber() {
        return (topic, one, other) -> {
            if (one.equals(other)) {
                return Relation.SAME;
            }
            boolean versions = Version.isValid(one) && Version.isValid(other);
            return versions && isSameLine(Version.of(one), Version.of(other))
                    ? Relation.ONE_WAY
                    : Relation.NONE;
        };
    }

    private static boolean isSameLine(Version one, Version other) {
        return one.major() == other.major() && (one.major() > 0 || one.minor() == other.minor());
    }
}
