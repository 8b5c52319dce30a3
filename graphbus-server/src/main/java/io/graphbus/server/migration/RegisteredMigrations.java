package io.graphbus.server.migration;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The migrations that were registered. A migration never changes once it is registered. */
@Component
class RegisteredMigrations {

    private static final String AGENT = "[A-Za-z_][A-Za-z0-9_.-]{0,127}";
    private static final int LONGEST = 1000;

    private final MigrationRepository migrations;
    private final Clock clock;

    RegisteredMigrations(MigrationRepository migrations, Clock clock) {
        this.migrations = migrations;
        this.clock = clock;
    }

    /**
     * A migration as it is kept.
     *
     * @param news whether it was not before
     */
    record Registered(MigrationEntity migration, boolean news) {}

    /** Keeps a migration; the same again changes nothing. */
    Registered register(JsonNode document, String by) {
        DeclaredMigration migration = DeclaredMigration.read(document, "document");
        requireName(migration);
        Optional<MigrationEntity> kept = migrations.findByName(migration.id().text());
        if (kept.isPresent()) {
            return same(kept.get(), migration, document);
        }
        try {
            MigrationEntity entity =
                    new MigrationEntity(migration, Json.canonical(document), clock.instant(), by);
            return new Registered(migrations.save(entity), true);
        } catch (DataIntegrityViolationException e) {
            return migrations
                    .findByName(migration.id().text())
                    .map(other -> same(other, migration, document))
                    .orElseThrow(() -> e);
        }
    }

    private static void requireName(DeclaredMigration migration) {
        String name = migration.id().text();
        if (!migration.id().agent().matches(AGENT)) {
            throw invalid("\"" + migration.id().agent() + "\" is no name of an agent")
                    .toException();
        }
        if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("agent, subject and versions have control characters, or too many")
                    .toException();
        }
    }

    private static Problem invalid(String message) {
        return Problem.of(
                ProblemCode.INVALID_MIGRATION,
                "document",
                "this is no migration: " + message,
                "Its names have letters, digits, _ . and -; altogether at most 1000.");
    }

    private static Registered same(
            MigrationEntity kept, DeclaredMigration migration, JsonNode document) {
        if (kept.checksum().equals(migration.checksum())) {
            return new Registered(kept, false);
        }
        throw Problem.of(
                        ProblemCode.CONFLICT,
                        kept.name(),
                        "This migration is registered with another content.",
                        "A registered migration never changes; write one between other versions"
                                + " that mends what it does.")
                .with(
                        DocumentDifference.between(
                                Json.parse(kept.document(), kept.name()), document))
                .toException();
    }

    /** Forgets a migration. */
    void remove(String id) {
        migrations.delete(migrations.findByName(id).orElseThrow(() -> unknown(id).toException()));
    }

    private Problem unknown(String id) {
        List<String> known =
                migrations.findAllByOrderById().stream().map(MigrationEntity::name).toList();
        return Problem.of(
                ProblemCode.NOT_FOUND,
                id,
                "No such migration is registered.",
                Nearest.hint(id, "migrations", known));
    }

    /** All of them, ready to be used. */
    List<DeclaredMigration> all() {
        return migrations.findAllByOrderById().stream()
                .map(e -> DeclaredMigration.read(Json.parse(e.document(), e.name()), e.name()))
                .toList();
    }

    /** Part of the list, in the order of registration. */
    List<MigrationEntity> after(long id, @Nullable String agent, int most) {
        return agent == null
                ? migrations.findByIdGreaterThanOrderById(id, Limit.of(most))
                : migrations.findByAgentAndIdGreaterThanOrderById(agent, id, Limit.of(most));
    }
}
