package io.graphbus.test.simulation;

/**
 * What is played in a simulation: starts a graph, has tasks use it, and looks at what came of it.
 */
@FunctionalInterface
public interface SimulatedScenario {

    /**
     * Plays the scenario once, on the simulation's first task. Whatever it throws fails the run.
     *
     * @param run the place to start graphs and tasks
     */
    void play(SimulatedRun run) throws Exception;

    /** What a task of a scenario does. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }
}
