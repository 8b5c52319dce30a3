package io.graphbus.spring.durable;

import io.graphbus.store.log.jdbc.database.LogSchema;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.util.ClassUtils;

/** Makes and upgrades the tables of the event log, apart from the application's own migrations. */
public final class LogTables {

    private LogTables() {}

    /**
     * Runs the scripts that have not run yet: by Flyway where it is present, so that its locks and
     * checks hold, otherwise one after the other. Both keep which have run in the same table.
     */
    public static void create(DataSource connections) {
        if (ClassUtils.isPresent("org.flywaydb.core.Flyway", LogTables.class.getClassLoader())) {
            ByFlyway.migrate(connections);
        } else {
            LogSchema.create(connections);
        }
    }

    /** Loaded only where Flyway is. */
    private static final class ByFlyway {

        static void migrate(DataSource connections) {
            Flyway.configure(LogTables.class.getClassLoader())
                    .dataSource(connections)
                    .locations("classpath:" + LogSchema.location(connections))
                    .table(LogSchema.HISTORY)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }
}
