package io.graphbus.coherence.relation;

/** How two versions of one payload stand to each other, from the same to strangers. */
public enum Relation {
    SAME(1),
    /** What is written in either does for readers of the other. */
    BOTH_WAYS(1),
    /** What is written in one does for readers of the other, but not the other way round. */
    ONE_WAY(0.9),
    /** Registered migrations lead from one to the other. */
    MIGRATABLE(0.7),
    NONE(0);

    private final double accord;

    Relation(double accord) {
        this.accord = accord;
    }

    /** How far traffic in the two versions agrees, 0 to 1. */
    public double accord() {
        return accord;
    }
}
