package io.graphbus.server.database;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * What Flyway and Hibernate would do with the database while the application is being put together:
 * migrate it, then compare it to the entities. Both are held back until the database answers.
 */
class DataLayer implements FlywayMigrationStrategy {

    private final List<Flyway> migrations = new ArrayList<>();
    private boolean validated;

    @Override
    public void migrate(Flyway flyway) {
        migrations.add(flyway);
    }

    /** To be called once the comparison is left out of Hibernate's own start. */
    void validateLater() {
        validated = true;
    }

    /** Does what was held back. When it fails because the database went away it can be repeated. */
    void open(EntityManagerFactory entities) {
        migrations.forEach(Flyway::migrate);
        if (validated) {
            entities.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
        }
    }
}
