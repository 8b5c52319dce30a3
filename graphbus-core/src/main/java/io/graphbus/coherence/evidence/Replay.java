package io.graphbus.coherence.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts recorded interactions all at once, each by its age, without any bound. */
public final class Replay {

    /** Half-lives after which a version that returns is new. */
    public static final int MEMORY = 6;

    private final Instant at;
    private final Duration halfLife;
    private final Map<Place, Cell> cells = new LinkedHashMap<>();

    private Replay(Instant at, Duration halfLife) {
        this.at = at;
        this.halfLife = halfLife;
    }

    /**
     * The evidence that the interactions make, as of a moment.
     *
     * @param interactions in any order; those after the moment do not count
     */
    public static Evidence of(Collection<Interaction> interactions, Instant at, Duration halfLife) {
        Replay replay = new Replay(at, halfLife);
        interactions.stream()
                .filter(i -> !i.at().isAfter(at))
                .sorted(Comparator.comparing(Interaction::at))
                .forEach(replay::add);
        return new Evidence(
                at,
                halfLife,
                replay.cells.entrySet().stream()
                        .map(e -> evidence(e.getKey(), e.getValue()))
                        .toList(),
                StateCompletion.NONE,
                0);
    }

    private record Place(String source, String target, String topic) {}

    /** Counts while they grow. */
    private static final class Cell {
        private final Map<String, VersionEvidence> versions = new LinkedHashMap<>();
        private double needed;
        private double migrated;
        private double flaps;
        private @Nullable String current;
    }

    private void add(Interaction interaction) {
        Cell cell =
                cells.computeIfAbsent(
                        new Place(interaction.source(), interaction.target(), interaction.topic()),
                        place -> new Cell());
        double weight = weight(interaction.at());
        String version = interaction.written();
        VersionEvidence known = cell.versions.get(version);
        if (!version.equals(cell.current)) {
            cell.flaps += known != null && isRecent(known, interaction) ? weight : 0;
            cell.current = version;
        }
        boolean valid = interaction.outcome().isValid();
        cell.versions.put(
                version,
                new VersionEvidence(
                        version,
                        (known == null ? 0 : known.passed()) + (valid ? weight : 0),
                        (known == null ? 0 : known.refused()) + (valid ? 0 : weight),
                        known == null ? interaction.at() : known.firstSeen(),
                        interaction.at()));
        cell.needed += interaction.outcome().needsMigration() ? weight : 0;
        cell.migrated += interaction.outcome() == Outcome.MIGRATED ? weight : 0;
    }

    private boolean isRecent(VersionEvidence version, Interaction interaction) {
        return Duration.between(version.lastSeen(), interaction.at())
                        .compareTo(halfLife.multipliedBy(MEMORY))
                <= 0;
    }

    private double weight(Instant then) {
        return Math.pow(2, -(double) Duration.between(then, at).toMillis() / halfLife.toMillis());
    }

    private static CellEvidence evidence(Place place, Cell cell) {
        List<VersionEvidence> versions = new ArrayList<>(cell.versions.values());
        return new CellEvidence(
                place.source,
                place.target,
                place.topic,
                versions,
                cell.needed,
                cell.migrated,
                cell.flaps,
                versions.stream()
                        .map(VersionEvidence::firstSeen)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                versions.stream()
                        .map(VersionEvidence::lastSeen)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }
}
