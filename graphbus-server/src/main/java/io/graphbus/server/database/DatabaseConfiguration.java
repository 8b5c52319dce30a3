package io.graphbus.server.database;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Migrates the schema once the database answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean
    FlywayMigrationStrategy migrateWhenTheDatabaseAnswers(
            JdbcConnectionDetails details, DatabaseProperties properties) {
        var database = new DatabaseProbe(details);
        return flyway -> {
            database.await(properties.startTimeout());
            flyway.migrate();
        };
    }
}
