package io.graphbus.migration;

import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The versions of one subject and the ways between them. Where nothing is known to lead, there is
 * no way: that a payload of one version will do for another is never assumed. Usable from any
 * thread.
 */
public final class MigrationPaths {

    /** By precedence; what precedence does not tell apart by its text. */
    static final Comparator<Version> ORDER =
            Comparator.<Version>naturalOrder().thenComparing(Version::text);

    private final TreeSet<Version> versions = new TreeSet<>(ORDER);
    private final Map<Version, List<Step>> edges;
    private final Map<Hop, Optional<MigrationPath>> found = new ConcurrentHashMap<>();

    /** From one version to another. */
    public record Hop(Version from, Version to) {}

    /**
     * The ways that these migrations make.
     *
     * @param safe where data of one version is proved to do for the other as it is
     * @throws GraphBusException {@code INVALID_MIGRATION} for each migration that is there twice or
     *     is of another subject than the first
     */
    public MigrationPaths(Collection<? extends Migration> migrations, Set<Hop> safe) {
        this(safe, checked(List.copyOf(migrations)));
    }

    /**
     * The ways that migrations of several agents make together. Of two between the same versions
     * the first counts.
     *
     * @param safe as for the constructor
     */
    public static MigrationPaths joined(Collection<? extends Migration> migrations, Set<Hop> safe) {
        Map<Hop, Migration> first = new LinkedHashMap<>();
        migrations.forEach(m -> first.putIfAbsent(new Hop(m.id().from(), m.id().to()), m));
        return new MigrationPaths(safe, List.copyOf(first.values()));
    }

    private MigrationPaths(Set<Hop> safe, List<? extends Migration> migrations) {
        Map<Version, List<Step>> all = new HashMap<>();
        for (Migration migration : migrations) {
            Version from = migration.id().from();
            Version to = migration.id().to();
            add(all, new Step(from, to, migration, true));
            if (migration.isReversible()) {
                add(all, new Step(to, from, migration, false));
            }
        }
        safe.forEach(hop -> add(all, new Step(hop.from, hop.to, null, true)));
        this.edges = Map.copyOf(all);
    }

    private static List<Migration> checked(List<Migration> migrations) {
        List<Problem> problems = new ArrayList<>();
        Map<MigrationId, Migration> seen = new HashMap<>();
        for (Migration migration : migrations) {
            MigrationId id = migration.id();
            MigrationId first = migrations.getFirst().id();
            if (seen.put(id, migration) != null) {
                problems.add(invalid(id, "there is another migration from and to its versions"));
            } else if (!id.agent().equals(first.agent()) || !id.subject().equals(first.subject())) {
                problems.add(invalid(id, "it is of another subject than " + first));
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        return migrations;
    }

    private static Problem invalid(MigrationId id, String message) {
        return Problem.of(
                ProblemCode.INVALID_MIGRATION,
                id.text(),
                "the migration cannot be used: " + message,
                "Remove one of them.");
    }

    private void add(Map<Version, List<Step>> all, Step step) {
        versions.add(step.from());
        versions.add(step.to());
        all.computeIfAbsent(step.from(), v -> new ArrayList<>()).add(step);
    }

    /**
     * Between which versions data can stay as it is, proved by their schemas: a writer of one
     * version, which sends what its schema declares, is read by the other.
     */
    public static Set<Hop> safe(Map<Version, JsonNode> schemas) {
        Set<Hop> safe = ConcurrentHashMap.newKeySet();
        schemas.forEach(
                (from, written) ->
                        schemas.forEach(
                                (to, read) -> {
                                    if (!from.equals(to) && isSafe(written, read)) {
                                        safe.add(new Hop(from, to));
                                    }
                                }));
        return Set.copyOf(safe);
    }

    private static boolean isSafe(JsonNode written, JsonNode read) {
        return Compatibility.check(written, read, Mode.ROLES).verdict() == Verdict.COMPATIBLE;
    }

    /** All versions that something leads from or to, lowest first. */
    public List<Version> versions() {
        return List.copyOf(versions);
    }

    /**
     * The best way: the one that loses at the fewest steps, then the one of the fewest steps, then
     * the one that passes the fewest versions; then that by lower versions.
     */
    public Optional<MigrationPath> find(Version from, Version to) {
        if (from.equals(to)) {
            return Optional.of(new MigrationPath(from, to, List.of()));
        }
        if (!versions.contains(from) || !versions.contains(to)) {
            return Optional.empty();
        }
        return found.computeIfAbsent(
                new Hop(from, to),
                hop ->
                        new PathSearch(List.copyOf(versions), edges)
                                .best(from, to)
                                .map(steps -> new MigrationPath(from, to, steps)));
    }

    /** Like {@link #find}, on the way without this migration. */
    Optional<MigrationPath> findWithout(Migration migration, Version from, Version to) {
        Map<Version, List<Step>> others = new HashMap<>();
        edges.forEach(
                (version, steps) ->
                        others.put(
                                version,
                                steps.stream().filter(s -> s.migration() != migration).toList()));
        return new PathSearch(List.copyOf(versions), others)
                .best(from, to)
                .map(steps -> new MigrationPath(from, to, steps));
    }
}
