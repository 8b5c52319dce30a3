package io.graphbus.build;

import java.util.Locale;

/**
 * Hears how far a build has come, on the thread that builds; what it throws ends the build. For
 * progress bars and logs of those who build.
 */
@FunctionalInterface
public interface BuildListener {

    /** Hears nothing. */
    BuildListener NONE = (phase, done, total) -> {};

    /**
     * Called when a phase begins, with {@code done} 0, and whenever some of its work is done.
     *
     * @param done of {@code total} files or agents
     */
    void progress(Phase phase, int done, int total);

    /** What a build does, in this order; phases without work are left out. */
    enum Phase {
        /** Sources are compiled. */
        COMPILE,
        /** Agents are read from their classes. */
        EXTRACT,
        /** Agents are joined to a graph, which is checked. */
        CONNECT,
        /** The classes that call the agents are written and compiled. */
        GENERATE,
        /** Artifacts are written. */
        WRITE;

        /** In lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
