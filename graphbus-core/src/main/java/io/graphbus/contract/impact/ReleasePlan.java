package io.graphbus.contract.impact;

import io.graphbus.contract.AgentContract;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.List;

/** In which order to deploy, so that nobody gets what it cannot read. */
final class ReleasePlan {

    private ReleasePlan() {}

    static List<String> of(AgentContract changed, Version before, List<EdgeImpact> edges) {
        String agent = changed.agent();
        String next = agent + " " + changed.version();
        List<String> readers = others(edges, agent, true);
        List<String> writers = others(edges, agent, false);
        List<String> steps = new ArrayList<>();
        if (!writers.isEmpty()) {
            steps.add("Deploy " + names(writers) + ", writing what " + next + " accepts.");
        }
        if (readers.isEmpty()) {
            steps.add("Deploy " + next + ".");
        } else if (!breaks(edges, agent)) {
            steps.add("Deploy " + names(readers) + ", accepting " + changed.version() + ".");
            steps.add("Deploy " + next + ".");
        } else {
            steps.add(
                    "Expand: deploy a version of "
                            + agent
                            + " that writes as "
                            + before
                            + " does and as "
                            + changed.version()
                            + " will, each to a topic or method of its own.");
            steps.add(
                    "Migrate: deploy "
                            + names(readers)
                            + ", reading what "
                            + changed.version()
                            + " writes.");
            steps.add("Contract: deploy " + next + ", which writes that alone.");
        }
        return List.copyOf(steps);
    }

    private static boolean breaks(List<EdgeImpact> edges, String agent) {
        return edges.stream()
                .anyMatch(
                        edge ->
                                edge.verdict() == EdgeVerdict.BREAKS
                                        && !edge.reader().equals(agent));
    }

    /** Who is at the other end of what is not safe. */
    private static List<String> others(List<EdgeImpact> edges, String agent, boolean reading) {
        return edges.stream()
                .filter(edge -> !edge.verdict().isSafe())
                .filter(edge -> !edge.reader().equals(edge.writer()))
                .filter(edge -> edge.reader().equals(agent) != reading)
                .map(edge -> reading ? edge.reader() : edge.writer())
                .distinct()
                .sorted()
                .toList();
    }

    private static String names(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
