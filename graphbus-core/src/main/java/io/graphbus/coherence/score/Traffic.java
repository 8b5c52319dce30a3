package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.VersionEvidence;
import io.graphbus.coherence.relation.Relation;
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

    /**
     * How far a version in a cell agrees with the one most of the topic is in. What was migrated
     * there shows that migrations lead to it, whether they are known or not.
     */
    double accord(CellEvidence cell, String version) {
        double known = known(cell, version);
        double migratable = Relation.MIGRATABLE.accord();
        return known >= migratable ? known : known + (migratable - known) * migrated(cell);
    }

    /** The share of what could not be read as it is that was migrated, 0 to 1. */
    double migrated(CellEvidence cell) {
        double strange = 0;
        for (VersionEvidence version : cell.versions()) {
            if (known(cell, version.version()) < Relation.MIGRATABLE.accord()) {
                strange += version.weight();
            }
        }
        return strange == 0 ? 0 : Math.min(1, cell.migrated() / strange);
    }

    private double known(CellEvidence cell, String version) {
        return relations.between(cell.topic(), version, dominant(cell.topic())).accord();
    }
}
