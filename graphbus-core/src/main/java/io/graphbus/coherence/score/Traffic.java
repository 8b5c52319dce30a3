package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.relation.VersionRelations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The evidence as measures look at it: by topic, as shares of everything. */
final class Traffic {

    private final Evidence evidence;
    private final VersionRelations relations;
    private final double total;
    private final Map<String, TopicTraffic> topics = new TreeMap<>();

    Traffic(Evidence evidence, VersionRelations relations) {
        this.evidence = evidence;
        this.relations = relations;
        this.total = evidence.traffic();
        Map<String, List<CellEvidence>> byTopic = new TreeMap<>();
        for (CellEvidence cell : evidence.cells()) {
            byTopic.computeIfAbsent(cell.topic(), topic -> new ArrayList<>()).add(cell);
        }
        byTopic.forEach((topic, cells) -> topics.put(topic, new TopicTraffic(topic, cells)));
    }

    Evidence evidence() {
        return evidence;
    }

    VersionRelations relations() {
        return relations;
    }

    double total() {
        return total;
    }

    List<CellEvidence> cells() {
        return evidence.cells();
    }

    /** Without what is counted together, whose versions say nothing of each other. */
    List<TopicTraffic> topics() {
        return topics.values().stream()
                .filter(topic -> !topic.name().equals(CellEvidence.OTHER))
                .toList();
    }

    /** The version most of a topic is in. */
    String dominant(String topic) {
        TopicTraffic known = topics.get(topic);
        return known == null ? Interaction.NO_VERSION : known.dominant();
    }

    /** Whether a single payload said which version it is. */
    boolean isVersioned() {
        return cells().stream()
                .flatMap(cell -> cell.versions().stream())
                .anyMatch(
                        v ->
                                !v.version().equals(Interaction.NO_VERSION)
                                        && !v.version().equals(CellEvidence.OTHER));
    }

    /** A loss in one cell, as a share of all traffic. */
    Loss loss(Metric metric, CellEvidence cell, String version, double amount) {
        return new Loss(
                metric,
                cell.source(),
                cell.target(),
                cell.topic(),
                version,
                dominant(cell.topic()),
                amount / total);
    }
}
