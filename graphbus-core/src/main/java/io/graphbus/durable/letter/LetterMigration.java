package io.graphbus.durable.letter;

import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.delivery.DeliveryPlan;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.RefusedPayloadException;
import io.graphbus.schema.Json;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a letter's payload to the version its replay asks for. What the subscription's own range
 * asks for comes after that, at the delivery. Usable from any thread.
 */
public final class LetterMigration {

    private final PayloadMigrations.Source migrations;

    public LetterMigration(PayloadMigrations.Source migrations) {
        this.migrations = migrations;
    }

    /**
     * The event that a letter's replay is to deliver: as it was published, or migrated.
     *
     * @throws RefusedPayloadException {@code NO_MIGRATION_PATH} or {@code MIGRATION_FAILED}
     */
    public EventData event(DeadLetter letter) {
        return event(letter, path(letter));
    }

    EventData event(DeadLetter letter, Optional<MigrationPath> path) {
        return path.map(way -> letter.event().with(migrated(letter, way), way.to().text()))
                .orElseGet(letter::event);
    }

    /** The way that is asked for; empty when the payload stays as it is. */
    Optional<MigrationPath> path(DeadLetter letter) {
        String wanted = letter.migrateTo();
        if (wanted == null) {
            return Optional.empty();
        }
        if (letter.event().schemaVersion() == null) {
            throw pathless(letter, wanted, "its publisher tells no version of it");
        }
        DeliveryPlan plan = plan(letter.event(), letter.reader().agent(), wanted);
        return switch (plan.kind()) {
            case PASS -> Optional.empty();
            case UPCAST, DOWNCAST -> Optional.of(plan.paths().getFirst());
            case REJECT -> throw pathless(letter, wanted, plan.reason());
        };
    }

    private DeliveryPlan plan(EventData event, String subscriber, String range) {
        return DeliveryPlan.of(
                new DeliveryPlan.Delivery(
                        event.source(), event.topic(), event.schemaVersion(), subscriber, range),
                migrations.current());
    }

    /** The way of a payload that a subscription has been given in another version. */
    List<MigrationPath> paths(
            EventData event, String subscriber, @Nullable String range, @Nullable String to) {
        return plan(event, subscriber, range == null ? DeliveryPlan.ANY : range).paths().stream()
                .filter(path -> path.to().text().equals(to))
                .limit(1)
                .toList();
    }

    /** A migration is somebody else's code, which may throw anything. */
    private static String migrated(DeadLetter letter, MigrationPath path) {
        try {
            return path.apply(Json.MAPPER.readTree(letter.event().payload())).toString();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            String why =
                    e instanceof GraphBusException known
                            ? known.problem().message()
                            : String.valueOf(e);
            throw new RefusedPayloadException(
                    Problem.of(
                            ProblemCode.MIGRATION_FAILED,
                            letter.reader().toString(),
                            what(letter) + " could not be migrated (" + path + "): " + why,
                            "Mend the migration; graphbus migrate validate tries it."),
                    e);
        }
    }

    private static RefusedPayloadException pathless(DeadLetter letter, String to, String why) {
        return new RefusedPayloadException(
                Problem.of(
                        ProblemCode.NO_MIGRATION_PATH,
                        letter.reader().toString(),
                        what(letter) + " cannot be brought to " + to + ": " + why,
                        "Register a migration, or replay without a version."),
                null);
    }

    private static String what(DeadLetter letter) {
        EventData event = letter.event();
        String version = event.schemaVersion();
        return "event "
                + event.id()
                + " on "
                + event.topic()
                + (version == null ? "" : " in version " + version);
    }
}
