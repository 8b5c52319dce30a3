package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.VersionEvidence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The share of deliveries that kept the contract; what handlers throw does not count. */
final class ContractCompliance implements Measure {

    @Override
    public Optional<List<Loss>> losses(Traffic traffic) {
        return Optional.of(
                traffic.cells().stream()
                        .filter(cell -> cell.refused() > 0)
                        .map(
                                cell ->
                                        traffic.loss(
                                                Metric.CONTRACT_COMPLIANCE,
                                                cell,
                                                worst(cell),
                                                cell.refused()))
                        .toList());
    }

    /** The version that is refused most. */
    static String worst(CellEvidence cell) {
        return cell.versions().stream()
                .max(
                        Comparator.comparingDouble(VersionEvidence::refused)
                                .thenComparing(VersionEvidence::version))
                .map(VersionEvidence::version)
                .orElse("");
    }
}
