package io.graphbus.migration.delivery;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.MigrationLaws;
import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.delivery.DeliveryPlan.Delivery;
import io.graphbus.migration.sample.Instances;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a delivery would do to payloads, tried on values made from what is written: each has
 * to be accepted in the end, and the migrations on the way to keep their laws. Usable from any
 * thread.
 */
public final class DeliveryUpgrades implements Upgrades {

    private static final int VALUES = 60;
    private static final long SEED = 20_261_129;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final PayloadMigrations migrations;
    private final MigrationLaws laws = new MigrationLaws(LIMIT);
    private final Map<Passage, Optional<List<String>>> found = new ConcurrentHashMap<>();

    private DeliveryUpgrades(PayloadMigrations migrations) {
        this.migrations = migrations;
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
        return new DeliveryUpgrades(PayloadMigrations.of(migrations, known));
    }

    @Override
    public Optional<List<String>> find(Passage passage) {
        return found.computeIfAbsent(passage, this::tried);
    }

    private Optional<List<String>> tried(Passage passage) {
        List<MigrationPath> paths = plan(passage).paths();
        List<JsonNode> values = Instances.of(new Schema(passage.written()), VALUES, SEED);
        if (paths.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        Schema accepted = new Schema(passage.accepted());
        Delivered delivered =
                new Delivered(
                        paths,
                        SchemaValidator.alone(accepted),
                        passage.range().equals(DeliveryPlan.ANY),
                        ConcurrentHashMap.newKeySet());
        return laws.holds(delivered::value, values, accepted) && keepLaws(delivered.used())
                ? Optional.of(steps(paths, delivered.used()))
                : Optional.empty();
    }

    private DeliveryPlan plan(Passage passage) {
        Delivery delivery =
                new Delivery(
                        passage.publisher(),
                        passage.topic(),
                        passage.version().text(),
                        passage.reader(),
                        passage.range());
        return passage.range().equals(DeliveryPlan.ANY)
                ? DeliveryPlan.otherwise(delivery, migrations).orElse(DeliveryPlan.PASS)
                : DeliveryPlan.of(delivery, migrations);
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

        JsonNode value(JsonNode written) {
            if (lenient && reader.accepts(written)) {
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
                .map(DeliveryUpgrades::words)
                .distinct()
                .toList();
    }

    private static String words(MigrationPath.Step step) {
        Migration migration = step.migration();
        String way = step.from() + " -> " + step.to();
        if (migration == null) {
            return way + " as it is";
        }
        return way
                + (step.forward() ? " by " : " back by ")
                + migration.id()
                + (step.lost().isEmpty() ? "" : ", losing " + String.join(", ", step.lost()));
    }
}
