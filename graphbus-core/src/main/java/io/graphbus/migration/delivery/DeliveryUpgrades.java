package io.graphbus.migration.delivery;

import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.MigrationLaws;
import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.delivery.DeliveryPlan.Delivery;
import io.graphbus.migration.sample.Boundaries;
import io.graphbus.migration.sample.Instances;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a delivery would do to payloads. Each way that is taken has to end in a version of
 * which a contract tells, and whose payloads the reader is proved to accept; it is tried on values
 * made from what is written, and the migrations on the way have to keep their laws. Usable from any
 * thread.
 */
public final class DeliveryUpgrades implements Upgrades {

    private static final int VALUES = 60;
    private static final int BOUNDARIES = 400;
    private static final long SEED = 20_261_129;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final PayloadMigrations migrations;
    private final Function<String, ? extends Collection<AgentContract>> contracts;
    private final MigrationLaws laws = new MigrationLaws(LIMIT);
    private final Map<Passage, Optional<List<String>>> found = new ConcurrentHashMap<>();

    private DeliveryUpgrades(
            PayloadMigrations migrations,
            Function<String, ? extends Collection<AgentContract>> contracts) {
        this.migrations = migrations;
        this.contracts = contracts;
    }

    /**
     * What these migrations do.
     *
     * @param contracts gives all contracts of an agent
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_MIGRATION} for each that is
     *     there twice
     */
    public static Upgrades of(
            Collection<? extends Migration> migrations,
            Function<String, ? extends Collection<AgentContract>> contracts) {
        if (migrations.isEmpty()) {
            return NONE;
        }
        List<AgentContract> known =
                migrations.stream()
                        .map(migration -> migration.id().agent())
                        .distinct()
                        .flatMap(agent -> contracts.apply(agent).stream())
                        .toList();
        return new DeliveryUpgrades(PayloadMigrations.of(migrations, known), contracts);
    }

    @Override
    public Optional<List<String>> find(Passage passage) {
        return found.computeIfAbsent(passage, this::tried);
    }

    private Optional<List<String>> tried(Passage passage) {
        List<MigrationPath> paths = plan(passage).paths();
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        Map<MigrationPath, Schema> ends = new HashMap<>();
        paths.forEach(path -> ends.put(path, end(passage, path)));
        List<JsonNode> values = values(passage, ends.values());
        Schema accepted = new Schema(passage.accepted());
        Delivered delivered =
                new Delivered(
                        paths,
                        SchemaValidator.alone(accepted),
                        passage.range().equals(DeliveryPlan.ANY),
                        ConcurrentHashMap.newKeySet());
        if (!laws.holds(delivered::value, values, accepted) || !keepLaws(delivered.used())) {
            return Optional.empty();
        }
        List<JsonNode> changed = values.stream().filter(delivered::isChanged).toList();
        boolean proved =
                delivered.used().stream()
                        .allMatch(
                                path ->
                                        isProved(
                                                path,
                                                ends.getOrDefault(path, Schema.ANY),
                                                passage,
                                                changed));
        return proved && !delivered.used().isEmpty()
                ? Optional.of(steps(paths, delivered.used()))
                : Optional.empty();
    }

    /** What the publisher says of the last version, or else whoever migrates to it. */
    private Schema end(Passage passage, MigrationPath path) {
        Schema published =
                PayloadMigrations.of(List.of(), contracts.apply(passage.publisher()))
                        .schema(passage.publisher(), passage.topic(), path);
        return published.equals(Schema.ANY)
                ? migrations.schema(passage.publisher(), passage.topic(), path)
                : published;
    }

    /** What is written, at the bounds that any schema on the way names. */
    private static List<JsonNode> values(Passage passage, Collection<Schema> ends) {
        Schema written = new Schema(passage.written());
        List<JsonNode> values = new ArrayList<>();
        Stream.ofNullable(passage.witness()).forEach(values::add);
        values.addAll(Instances.of(written, VALUES, SEED));
        List<JsonNode> schemas = new ArrayList<>(List.of(passage.written(), passage.accepted()));
        ends.forEach(schema -> schemas.add(schema.json()));
        values.addAll(Boundaries.of(written, List.copyOf(values), schemas, BOUNDARIES));
        return values;
    }

    /**
     * Whether a way ends in a version whose every payload is read, and gives payloads of it. What
     * is not read as it is has to be so by each way alone.
     */
    private boolean isProved(
            MigrationPath path, Schema end, Passage passage, List<JsonNode> values) {
        if (Compatibility.check(end.json(), passage.accepted(), Mode.ROLES).verdict()
                != Verdict.COMPATIBLE) {
            return false;
        }
        return end.equals(Schema.ANY) || laws.holds(path::apply, values, end);
    }

    private DeliveryPlan plan(Passage passage) {
        Delivery delivery =
                new Delivery(
                        passage.publisher(),
                        passage.topic(),
                        passage.version().text(),
                        passage.reader(),
                        passage.range());
        return DeliveryPlan.of(delivery, migrations);
    }

    /**
     * What a delivery does to a payload: the first way whose result is read is taken.
     *
     * @param lenient whether what is read as it is stays so
     * @param used ways that were taken
     */
    private record Delivered(
            List<MigrationPath> paths,
            SchemaValidator reader,
            boolean lenient,
            Set<MigrationPath> used) {

        boolean isChanged(JsonNode written) {
            return !lenient || !reader.accepts(written);
        }

        JsonNode value(JsonNode written) {
            if (!isChanged(written)) {
                return written;
            }
            for (MigrationPath path : paths) {
                JsonNode migrated = path.apply(written);
                if (reader.accepts(migrated)) {
                    used.add(path);
                    return migrated;
                }
            }
            return written;
        }
    }

    private boolean keepLaws(Set<MigrationPath> used) {
        return used.stream()
                .flatMap(path -> path.steps().stream())
                .flatMap(step -> Stream.ofNullable(step.migration()))
                .distinct()
                .allMatch(this::keepsLaws);
    }

    private boolean keepsLaws(Migration migration) {
        MigrationId id = migration.id();
        return laws.broken(migration, data(id, true), data(id, false)).isEmpty();
    }

    private Data data(MigrationId id, boolean from) {
        return new Data(migrations.schema(id, from ? id.from() : id.to()), List.of());
    }

    private static List<String> steps(List<MigrationPath> paths, Set<MigrationPath> used) {
        return paths.stream()
                .filter(used::contains)
                .flatMap(path -> path.steps().stream())
                .map(MigrationPath.Step::words)
                .distinct()
                .toList();
    }
}
