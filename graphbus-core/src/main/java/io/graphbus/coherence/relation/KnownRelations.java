package io.graphbus.coherence.relation;

import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.contract.AgentContract;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Relations as the schemas of known contracts prove them and as migrations make them; where a
 * version's schema is not known, what its number promises. Each pair is looked at once. Usable from
 * any thread.
 */
public final class KnownRelations implements VersionRelations {

    private static final VersionRelations BY_NUMBER = VersionRelations.byNumber();

    private final Map<String, Map<String, List<JsonNode>>> schemas = new HashMap<>();
    private final List<Way> ways;
    private final Map<Pair, Relation> found = new ConcurrentHashMap<>();

    /**
     * @param contracts of all versions that are known
     * @param ways that migrations make
     */
    public KnownRelations(Collection<AgentContract> contracts, Collection<Way> ways) {
        contracts.forEach(this::add);
        this.ways = List.copyOf(ways);
    }

    private record Pair(String topic, String one, String other) {}

    private void add(AgentContract contract) {
        JsonNode document = Json.MAPPER.readTree(contract.document());
        document.path("publishes")
                .properties()
                .forEach(
                        topic ->
                                schemas.computeIfAbsent(topic.getKey(), t -> new HashMap<>())
                                        .computeIfAbsent(
                                                topic.getValue()
                                                        .path("version")
                                                        .asString(contract.version().text()),
                                                v -> new ArrayList<>())
                                        .add(topic.getValue().path("payload")));
    }

    @Override
    public Relation between(String topic, String one, String other) {
        if (one.equals(other)) {
            return Relation.SAME;
        }
        Pair pair =
                one.compareTo(other) < 0
                        ? new Pair(topic, one, other)
                        : new Pair(topic, other, one);
        return found.computeIfAbsent(pair, this::look);
    }

    private Relation look(Pair pair) {
        Map<String, List<JsonNode>> versions = schemas.getOrDefault(pair.topic, Map.of());
        List<JsonNode> these = versions.getOrDefault(pair.one, List.of());
        List<JsonNode> those = versions.getOrDefault(pair.other, List.of());
        Relation proved =
                these.isEmpty() || those.isEmpty()
                        ? BY_NUMBER.between(pair.topic, pair.one, pair.other)
                        : proved(these, those);
        return proved == Relation.NONE && isMigratable(pair) ? Relation.MIGRATABLE : proved;
    }

    private static Relation proved(List<JsonNode> these, List<JsonNode> those) {
        boolean there = isReadBy(these, those);
        boolean back = isReadBy(those, these);
        if (there && back) {
            return Relation.BOTH_WAYS;
        }
        return there || back ? Relation.ONE_WAY : Relation.NONE;
    }

    /** What several agents write in one version must do, all of it. */
    private static boolean isReadBy(List<JsonNode> written, List<JsonNode> read) {
        return written.stream()
                .allMatch(
                        writer ->
                                read.stream()
                                        .allMatch(
                                                reader ->
                                                        Compatibility.check(
                                                                                writer,
                                                                                reader,
                                                                                Mode.ROLES)
                                                                        .verdict()
                                                                == Verdict.COMPATIBLE));
    }

    /** Whether one of the two can be reached from the other, over however many steps. */
    private boolean isMigratable(Pair pair) {
        if (!Version.isValid(pair.one) || !Version.isValid(pair.other)) {
            return false;
        }
        List<Way> here = ways.stream().filter(way -> isOf(way.topic(), pair.topic)).toList();
        Version one = Version.of(pair.one);
        Version other = Version.of(pair.other);
        return leads(here, one, other) || leads(here, other, one);
    }

    private static boolean isOf(String pattern, String topic) {
        return pattern.equals(topic)
                || (TopicPattern.isPattern(pattern) && new TopicPattern(pattern).matches(topic));
    }

    private static boolean leads(List<Way> ways, Version from, Version to) {
        Set<Version> reached = new HashSet<>(Set.of(from));
        boolean more = true;
        while (more) {
            more = false;
            for (Way way : ways) {
                more |= reached.contains(way.from()) && reached.add(way.to());
            }
        }
        return reached.contains(to);
    }
}
