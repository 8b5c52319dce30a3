package io.graphbus.test.simulation;

import io.graphbus.test.simulation.SimulatedThread.Pool;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs a scenario with the real graph but one thread at a time. Threads change at publishes, calls,
 * waits, reads of an agent's clock, and ends, and who goes on is decided by a seed: the same seed
 * plays the same scenario in the same order, whatever the machine. Immutable.
 *
 * <pre>{@code
 * Simulation.seeds(1_000).check(run -> {
 *     GraphBus graph = run.start(new Till());
 *     run.task("first", () -> graph.publish("/Sale", 1));
 *     run.task("second", () -> graph.publish("/Sale", 2));
 *     run.settle();
 *     assertThat(graph.call("Till", "total")).isEqualTo(3);
 * });
 * }</pre>
 */
public final class Simulation {

    /** The system property that makes {@link Seeds#check} play one seed only. */
    public static final String SEED_PROPERTY = "graphbus.simulation.seed";

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MAX_STEPS = 1_000_000;

    private final long seed;
    private final Instant start;
    private final Duration patience;
    private final long maxSteps;

    private Simulation(long seed, Instant start, Duration patience, long maxSteps) {
        this.seed = seed;
        this.start = start;
        this.patience = patience;
        this.maxSteps = maxSteps;
    }

    /** A simulation with one seed. */
    public static Simulation seed(long seed) {
        return new Simulation(seed, START, PATIENCE, MAX_STEPS);
    }

    /** Simulations with the seeds from 1 to a number. */
    public static Seeds seeds(int count) {
        return new Seeds(seed(1), count);
    }

    /** When the run's time begins; 2026 by default. */
    public Simulation startingAt(Instant moment) {
        return new Simulation(seed, moment, patience, maxSteps);
    }

    /** How long, in real time, a thread may be blocked outside of the simulation. */
    public Simulation patience(Duration time) {
        return new Simulation(seed, start, time, maxSteps);
    }

    /** How many steps a run may take; one that never ends fails. */
    public Simulation maxSteps(long steps) {
        return new Simulation(seed, start, patience, steps);
    }

    Simulation withSeed(long other) {
        return new Simulation(other, start, patience, maxSteps);
    }

    long seed() {
        return seed;
    }

    Instant start() {
        return start;
    }

    long maxSteps() {
        return maxSteps;
    }

    /**
     * Plays the scenario once.
     *
     * @throws SimulationFailure when it fails, when nobody can go on, or when a thread does not
     *     keep to the rules
     */
    public Interleaving run(SimulatedScenario scenario) {
        try (Pool pool = new Pool()) {
            return run(scenario, pool);
        }
    }

    Interleaving run(SimulatedScenario scenario, Pool pool) {
        Baton baton = new Baton(this, pool);
        SimulatedRun run = new SimulatedRun(seed, baton);
        baton.begin(() -> run.play(scenario));
        new Watchdog(baton, patience).watch();
        return baton.outcome().orThrow();
    }

    /** Many simulations of one scenario. Immutable. */
    public static final class Seeds {

        private final Simulation first;
        private final int count;

        private Seeds(Simulation first, int count) {
            this.first = first;
            this.count = count;
        }

        /** Begins with another seed than 1. */
        public Seeds from(long seed) {
            return new Seeds(first.withSeed(seed), count);
        }

        /** How long, in real time, a thread may be blocked outside of the simulation. */
        public Seeds patience(Duration time) {
            return new Seeds(first.patience(time), count);
        }

        /**
         * Plays the scenario with each seed, until one fails; with the system property {@value
         * #SEED_PROPERTY} with that one only.
         *
         * @return a hash over the traces of all
         * @throws SimulationFailure of the first seed that fails
         */
        public String check(SimulatedScenario scenario) {
            Long only = Long.getLong(SEED_PROPERTY);
            if (only != null) {
                return first.withSeed(only).run(scenario).trace();
            }
            long hash = 0;
            try (Pool pool = new Pool()) {
                for (int i = 0; i < count; i++) {
                    Interleaving played = first.withSeed(first.seed + i).run(scenario, pool);
                    hash = hash * 31 + Long.parseUnsignedLong(played.trace(), 16);
                }
            }
            return String.format("%016x", hash);
        }
    }
}
