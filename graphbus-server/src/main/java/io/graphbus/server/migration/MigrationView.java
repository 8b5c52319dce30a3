package io.graphbus.server.migration;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.schema.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A registered migration as the API shows it. */
@Schema(name = "Migration")
record MigrationView(
        String id,
        String agent,
        String subject,
        String from,
        String to,
        String checksum,
        boolean reversible,
        Instant registeredAt,
        String registeredBy,
        JsonNode document) {

    static MigrationView from(MigrationEntity kept) {
        JsonNode document = Json.parse(kept.document(), kept.name());
        DeclaredMigration migration = DeclaredMigration.read(document, kept.name());
        return new MigrationView(
                kept.name(),
                migration.id().agent(),
                migration.id().subject().text(),
                migration.id().from().text(),
                migration.id().to().text(),
                migration.checksum(),
                migration.isReversible(),
                kept.registeredAt(),
                kept.registeredBy(),
                document);
    }
}
