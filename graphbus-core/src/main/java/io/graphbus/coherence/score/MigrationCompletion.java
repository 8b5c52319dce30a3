package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.StateCompletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Half of it the share of deliveries that needed a migration and got one, half the share of state
 * migrations that are applied. A half without evidence counts as complete; without both there is
 * nothing to measure.
 */
final class MigrationCompletion implements Measure {

    private static final double HALF = 0.5;

    @Override
    public Optional<List<Loss>> losses(Traffic traffic) {
        double needed = traffic.cells().stream().mapToDouble(CellEvidence::needed).sum();
        StateCompletion states = traffic.evidence().states();
        if (needed == 0 && states.required() == 0) {
            return Optional.empty();
        }
        List<Loss> losses = new ArrayList<>();
        for (CellEvidence cell : traffic.cells()) {
            double missing = cell.needed() - cell.migrated();
            if (missing > 0) {
                String version = ContractCompliance.worst(cell);
                double share = HALF * missing / needed;
                losses.add(
                        traffic.loss(
                                Metric.MIGRATION_COMPLETION,
                                cell,
                                version,
                                share * traffic.total()));
            }
        }
        states.agents()
                .forEach(
                        (agent, progress) -> {
                            int open = progress.required() - progress.applied();
                            if (open > 0) {
                                losses.add(state(agent, HALF * open / states.required()));
                            }
                        });
        return Optional.of(losses);
    }

    private static Loss state(String agent, double share) {
        return new Loss(Metric.MIGRATION_COMPLETION, agent, "", "", "", "", share);
    }
}
