package io.graphbus.migration;

import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Dijkstra's algorithm over versions. Costs are compared part by part, and last by the versions on
 * the way, so the answer does not depend on the order of the edges. Two proofs that data can stay
 * as it is do not make a third: what the version between ignores, the last one may read.
 */
final class PathSearch {

    private static final Comparator<Label> ORDER =
            Comparator.comparingInt(Label::lossy)
                    .thenComparingInt(label -> label.steps().size())
                    .thenComparingInt(Label::distance)
                    .thenComparing(PathSearch::byVersions)
                    .thenComparing(PathSearch::byKind);

    private final Map<Version, Integer> places = new HashMap<>();
    private final Map<Version, List<Step>> edges;

    /**
     * @param versions lowest first
     */
    PathSearch(List<Version> versions, Map<Version, List<Step>> edges) {
        versions.forEach(version -> places.put(version, places.size()));
        this.edges = edges;
    }

    private record Label(Place place, int lossy, int distance, List<Step> steps) {}

    /**
     * Where a way has come to.
     *
     * @param asIs whether by a step that changes nothing
     */
    private record Place(Version version, boolean asIs) {}

    private static int byVersions(Label left, Label right) {
        for (int i = 0; i < Math.min(left.steps.size(), right.steps.size()); i++) {
            int order =
                    MigrationPaths.ORDER.compare(left.steps.get(i).to(), right.steps.get(i).to());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** What changes nothing before a migration, a migration before the way back of another. */
    private static int byKind(Label left, Label right) {
        return kinds(left).compareTo(kinds(right));
    }

    private static String kinds(Label label) {
        StringBuilder kinds = new StringBuilder();
        for (Step step : label.steps) {
            kinds.append(step.migration() == null ? 'a' : step.forward() ? 'b' : 'c');
        }
        return kinds.toString();
    }

    Optional<List<Step>> best(Version from, Version to) {
        PriorityQueue<Label> open = new PriorityQueue<>(ORDER);
        Set<Place> done = new HashSet<>();
        open.add(new Label(new Place(from, false), 0, 0, List.of()));
        while (!open.isEmpty()) {
            Label label = open.remove();
            if (label.place.version.equals(to)) {
                return Optional.of(label.steps);
            }
            if (done.add(label.place)) {
                edges.getOrDefault(label.place.version, List.of()).stream()
                        .filter(step -> !label.place.asIs || step.migration() != null)
                        .map(step -> after(label, step))
                        .filter(next -> !done.contains(next.place))
                        .forEach(open::add);
            }
        }
        return Optional.empty();
    }

    private Label after(Label label, Step step) {
        List<Step> steps = new ArrayList<>(label.steps);
        steps.add(step);
        int span = Math.abs(place(step.to()) - place(step.from()));
        return new Label(
                new Place(step.to(), step.migration() == null),
                label.lossy + (step.isLossy() ? 1 : 0),
                label.distance + span,
                steps);
    }

    private int place(Version version) {
        return places.getOrDefault(version, 0);
    }
}
