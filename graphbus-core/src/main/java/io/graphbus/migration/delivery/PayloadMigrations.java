package io.graphbus.migration.delivery;

import io.graphbus.contract.AgentContract;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.MigrationPaths;
import io.graphbus.migration.Subject;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The migrations of payloads, by topic and by the agent that gives them. Usable from any thread.
 */
public final class PayloadMigrations {

    /** No migrations. */
    public static final PayloadMigrations NONE = new PayloadMigrations(List.of(), Map.of());

    private final Map<Place, List<Migration>> migrations = new TreeMap<>();
    private final Map<Place, Map<Version, JsonNode>> schemas;
    private final Map<List<Place>, MigrationPaths> paths = new ConcurrentHashMap<>();

    /** Where migrations come from, which may be others each time. */
    @FunctionalInterface
    public interface Source {
        PayloadMigrations current();
    }

    /**
     * Who gives migrations for which payloads.
     *
     * @param topic or a pattern of topics
     */
    public record Place(String agent, String topic) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int order = agent.compareTo(other.agent);
            return order != 0 ? order : topic.compareTo(other.topic);
        }
    }

    /**
     * These migrations; those of other subjects than payloads are left out.
     *
     * @param schemas of payloads by version, where they are known: what one version writes and
     *     another reads needs no migration between them
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_MIGRATION} for each that is
     *     there twice
     */
    public PayloadMigrations(
            Collection<? extends Migration> migrations,
            Map<Place, Map<Version, JsonNode>> schemas) {
        for (Migration migration : migrations) {
            Subject subject = migration.id().subject();
            if (subject.kind() == Subject.Kind.PAYLOAD) {
                this.migrations
                        .computeIfAbsent(
                                new Place(migration.id().agent(), subject.name()),
                                p -> new ArrayList<>())
                        .add(migration);
            }
        }
        this.schemas = Map.copyOf(schemas);
        this.migrations.values().forEach(some -> new MigrationPaths(some, Set.of()));
    }

    /**
     * These migrations, between versions that the contracts tell the payloads of.
     *
     * @throws io.graphbus.problem.GraphBusException as the constructor
     */
    public static PayloadMigrations of(
            Collection<? extends Migration> migrations, Collection<AgentContract> contracts) {
        Map<Place, Map<Version, JsonNode>> schemas = new HashMap<>();
        contracts.forEach(contract -> add(schemas, contract));
        return new PayloadMigrations(migrations, schemas);
    }

    private static void add(Map<Place, Map<Version, JsonNode>> schemas, AgentContract contract) {
        JsonNode published = Json.MAPPER.readTree(contract.document()).path("publishes");
        published
                .properties()
                .forEach(
                        topic -> {
                            JsonNode entry = topic.getValue();
                            String version =
                                    entry.path("version").asString(contract.version().text());
                            if (Version.isValid(version)) {
                                schemas.computeIfAbsent(
                                                new Place(contract.agent(), topic.getKey()),
                                                p -> new HashMap<>())
                                        .put(Version.of(version), entry.path("payload"));
                            }
                        });
    }

    public boolean isEmpty() {
        return migrations.isEmpty();
    }

    /** What contracts say of one end of a migration; anything where they say nothing. */
    Schema schema(MigrationId id, Version version) {
        JsonNode known =
                schemas.getOrDefault(new Place(id.agent(), id.subject().name()), Map.of())
                        .get(version);
        return known == null ? Schema.ANY : new Schema(known);
    }

    /**
     * What contracts say of the end of a path: those of whoever migrates to it, then those of the
     * publisher, then the first by name; anything where none says something.
     */
    Schema schema(String publisher, String topic, MigrationPath path) {
        Stream<String> agents =
                path.steps().reversed().stream()
                        .limit(1)
                        .flatMap(step -> Stream.ofNullable(step.migration()))
                        .map(migration -> migration.id().agent());
        Stream<Place> others =
                schemas.keySet().stream().filter(p -> matches(p.topic(), topic)).sorted();
        return Stream.concat(
                        Stream.concat(agents, Stream.of(publisher))
                                .map(agent -> new Place(agent, topic)),
                        others)
                .flatMap(
                        place ->
                                Stream.ofNullable(
                                        schemas.getOrDefault(place, Map.of()).get(path.to())))
                .findFirst()
                .map(Schema::new)
                .orElse(Schema.ANY);
    }

    /**
     * The paths for a payload on its way: those that the publisher's and the subscriber's
     * migrations make together, then those of all agents. Where two agents have a migration between
     * the same versions, the publisher's counts, then the subscriber's, then the first by name.
     */
    List<MigrationPaths> of(String publisher, String subscriber, String topic) {
        List<Place> places =
                migrations.keySet().stream().filter(p -> matches(p.topic(), topic)).toList();
        List<Place> ordered = new ArrayList<>();
        places.stream().filter(p -> p.agent().equals(publisher)).forEach(ordered::add);
        places.stream()
                .filter(p -> p.agent().equals(subscriber) && !ordered.contains(p))
                .forEach(ordered::add);
        List<Place> own = List.copyOf(ordered);
        places.stream().filter(p -> !ordered.contains(p)).forEach(ordered::add);
        return Stream.of(own, List.copyOf(ordered))
                .filter(some -> !some.isEmpty())
                .distinct()
                .map(this::paths)
                .toList();
    }

    private static boolean matches(String pattern, String topic) {
        return pattern.equals(topic)
                || (TopicPattern.isPattern(pattern) && new TopicPattern(pattern).matches(topic));
    }

    private MigrationPaths paths(List<Place> places) {
        return paths.computeIfAbsent(places, this::make);
    }

    private MigrationPaths make(List<Place> places) {
        List<Migration> all = new ArrayList<>();
        Map<Version, JsonNode> known = new HashMap<>();
        for (Place place : places) {
            all.addAll(migrations.getOrDefault(place, List.of()));
            schemas.getOrDefault(place, Map.of()).forEach(known::putIfAbsent);
        }
        return MigrationPaths.joined(all, MigrationPaths.safe(known));
    }
}
