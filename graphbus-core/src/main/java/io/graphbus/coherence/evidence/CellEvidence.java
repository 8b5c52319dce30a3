package io.graphbus.coherence.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What passed from one agent to another over one topic.
 *
 * @param versions those seen of late, at most eight; of more, the rarest are counted together with
 *     the one that came after them
 * @param needed deliveries that needed a migration
 * @param migrated those of them that got one
 * @param flaps returns to an earlier version
 */
public record CellEvidence(
        String source,
        String target,
        String topic,
        List<VersionEvidence> versions,
        double needed,
        double migrated,
        double flaps,
        Instant firstSeen,
        Instant lastSeen) {

    /** Stands for agents, topics and versions that are counted together. */
    public static final String OTHER = "*";

    public CellEvidence {
        versions = List.copyOf(versions);
    }

    /** All deliveries, refused ones too. */
    public double delivered() {
        return versions.stream().mapToDouble(VersionEvidence::weight).sum();
    }

    public double refused() {
        return versions.stream().mapToDouble(VersionEvidence::refused).sum();
    }

    /** Deliveries of the versions that the reader refuses. */
    public double broken() {
        return versions.stream()
                .filter(VersionEvidence::isBroken)
                .mapToDouble(VersionEvidence::weight)
                .sum();
    }

    /** The same cell as if everything had been well, all of it in one version. */
    public CellEvidence mended(String version) {
        VersionEvidence all = new VersionEvidence(version, delivered(), 0, firstSeen, lastSeen);
        return new CellEvidence(
                source, target, topic, List.of(all), needed, needed, 0, firstSeen, lastSeen);
    }
}
