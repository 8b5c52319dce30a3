package io.graphbus.test.simulation;

import io.graphbus.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A run that failed; its message has the seed and says how to run it alone. */
public final class SimulationFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Interleaving interleaving;
    private final transient @Nullable Problem problem;

    SimulationFailure(
            Interleaving interleaving,
            String message,
            @Nullable Problem problem,
            @Nullable Throwable cause) {
        super(text(interleaving, message), cause);
        this.interleaving = interleaving;
        this.problem = problem;
    }

    private static String text(Interleaving interleaving, String message) {
        long seed = interleaving.seed();
        return message
                + "\n  "
                + interleaving
                + "\n  run it alone with Simulation.seed("
                + seed
                + "L), or any simulation with -D"
                + Simulation.SEED_PROPERTY
                + "="
                + seed
                + "\n  last steps:\n    "
                + String.join("\n    ", interleaving.last());
    }

    /** How the run had gone on until then. */
    public Interleaving interleaving() {
        return interleaving;
    }

    public long seed() {
        return interleaving.seed();
    }

    /** {@code NOT_DETERMINISTIC} when a thread did not keep to the rules; otherwise nothing. */
    public @Nullable Problem problem() {
        return problem;
    }
}
