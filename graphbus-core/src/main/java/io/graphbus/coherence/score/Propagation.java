package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The share of traffic that agents publish who are downstream of a delivery that breaks. It is put
 * down to the nearest such delivery.
 */
final class Propagation implements Measure {

    @Override
    public Optional<List<Loss>> losses(Traffic traffic) {
        Map<String, List<CellEvidence>> broken = broken(traffic);
        Map<String, String> causes = causes(traffic, broken);
        Map<String, Double> downstream = new LinkedHashMap<>();
        for (CellEvidence cell : traffic.cells()) {
            String cause = causes.get(cell.source());
            if (cause != null) {
                downstream.merge(cause, cell.delivered(), Double::sum);
            }
        }
        List<Loss> losses = new ArrayList<>();
        downstream.forEach(
                (cause, amount) -> {
                    List<CellEvidence> cells = broken.getOrDefault(cause, List.of());
                    double all = weight(cells);
                    for (CellEvidence cell : cells) {
                        losses.add(
                                traffic.loss(
                                        Metric.PROPAGATION,
                                        cell,
                                        ContractCompliance.worst(cell),
                                        amount * cell.broken() / all));
                    }
                });
        return Optional.of(losses);
    }

    /** The deliveries that break, by who was to get them. */
    private static Map<String, List<CellEvidence>> broken(Traffic traffic) {
        Map<String, List<CellEvidence>> broken = new HashMap<>();
        for (CellEvidence cell : traffic.cells()) {
            if (cell.broken() > 0 && !cell.target().equals(CellEvidence.OTHER)) {
                broken.computeIfAbsent(cell.target(), target -> new ArrayList<>()).add(cell);
            }
        }
        return broken;
    }

    private static double weight(List<CellEvidence> cells) {
        return cells.stream().mapToDouble(CellEvidence::broken).sum();
    }

    /** Every agent that is downstream, with the agent that is hit first on the way to it. */
    private static Map<String, String> causes(
            Traffic traffic, Map<String, List<CellEvidence>> broken) {
        Map<String, List<String>> next = new HashMap<>();
        for (CellEvidence cell : traffic.cells()) {
            next.computeIfAbsent(cell.source(), source -> new ArrayList<>()).add(cell.target());
        }
        Map<String, String> causes = new HashMap<>();
        ArrayDeque<String> queue = new ArrayDeque<>();
        broken.keySet().stream()
                .sorted(
                        Comparator.<String>comparingDouble(
                                        agent -> -weight(broken.getOrDefault(agent, List.of())))
                                .thenComparing(Comparator.naturalOrder()))
                .forEach(
                        agent -> {
                            causes.put(agent, agent);
                            queue.add(agent);
                        });
        while (!queue.isEmpty()) {
            String agent = queue.remove();
            for (String reached : next.getOrDefault(agent, List.of())) {
                if (causes.putIfAbsent(reached, causes.get(agent)) == null) {
                    queue.add(reached);
                }
            }
        }
        return causes;
    }
}
