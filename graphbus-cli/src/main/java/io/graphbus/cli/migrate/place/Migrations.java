package io.graphbus.cli.migrate.place;

import io.graphbus.migration.state.MigrationRun;
import io.graphbus.problem.Problem;
import java.util.List;

/** What can be done with migrations, wherever they are. Used by one thread. */
public interface Migrations extends AutoCloseable {

    /** The steps that states would take. */
    List<PlannedStep> plan(Wish wish);

    /** Takes these steps; for a rehearsal only works them out. */
    List<MigrationRun> apply(Wish wish, boolean rehearsal);

    List<MigrationRun> rollback(String id, boolean discard);

    List<MigrationRun> repair(String id, String reason);

    /** All runs, and the migrations that have had none. */
    List<MigrationRun> status();

    Trial validate();

    @Override
    void close();

    /**
     * What is wanted.
     *
     * @param agents whose states; empty for all
     * @param version that the one agent's state gets; empty for the highest
     */
    record Wish(List<String> agents, String version) {}

    /** One step, as it is shown. */
    record PlannedStep(
            String agent,
            String from,
            String to,
            String migration,
            String direction,
            List<String> lost) {}

    /** What a trial has shown. */
    record Trial(int migrations, int states, List<Problem> problems) {}
}
