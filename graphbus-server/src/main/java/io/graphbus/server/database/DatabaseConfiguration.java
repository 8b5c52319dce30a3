package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemResponses;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Puts the application together without asking the database anything, so that the server can start
 * and answer probes while the database is away.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean
    static BeanPostProcessor watchTheDatabase() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    giveUpDeadConnections(pool);
                    pool.setThreadFactory(DatabaseConfiguration::poolThread);
                    return new WatchedDataSource(pool, new DatabaseWatch(DatabaseProbe.of(pool)));
                }
                return bean;
            }
        };
    }

    /**
     * PostgreSQL's driver would wait for ever for an answer whose sender is gone. Longer than any
     * statement of ours, so that a migration of a large table is not cut off; parameters in the URL
     * win.
     */
    private static void giveUpDeadConnections(HikariDataSource pool) {
        if (String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
            pool.addDataSourceProperty("socketTimeout", "300");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("ApplicationName", "graphbus");
        }
    }

    /**
     * The pool starts a thread wherever a connection is asked for, also in an agent's execution; it
     * must not keep the agent's classes.
     */
    private static Thread poolThread(Runnable work) {
        Thread thread = new Thread(null, work, "graphbus-pool", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(DatabaseConfiguration.class.getClassLoader());
        return thread;
    }

    @Bean
    DatabaseWatch databaseWatch(DataSource dataSource) throws SQLException {
        return dataSource.unwrap(WatchedDataSource.class).watch();
    }

    @Bean
    DataLayer dataLayer() {
        return new DataLayer();
    }

    /** The scripts of the database at hand, known by its URL. */
    @Bean
    FlywayConfigurationCustomizer scriptsOfTheDatabase(DataSource dataSource) {
        return flyway ->
                flyway.locations(
                        "classpath:db/migration/"
                                + driver(dataSource).name().toLowerCase(Locale.ROOT));
    }

    /** What Hibernate would ask the database is told to it, or done later. */
    @Bean
    HibernatePropertiesCustomizer withoutTheDatabase(DataSource dataSource, DataLayer layer) {
        return properties -> {
            properties.put(AvailableSettings.ALLOW_METADATA_ON_BOOT, false);
            properties.putAll(identity(driver(dataSource)));
            if ("validate".equals(properties.get(AvailableSettings.HBM2DDL_AUTO))) {
                properties.remove(AvailableSettings.HBM2DDL_AUTO);
                layer.validateLater();
            }
        };
    }

    @Bean
    DatabaseStart databaseStart(
            DatabaseWatch watch, DataLayer layer, EntityManagerFactory entities) {
        return new DatabaseStart(watch, layer, entities);
    }

    @Bean
    DatabaseWait databaseWait(
            DatabaseStart start,
            DatabaseWatch watch,
            DatabaseProperties properties,
            ApplicationContext context) {
        return new DatabaseWait(start, watch, properties, context);
    }

    @Bean
    DatabaseHealth dbHealthIndicator(DataSource dataSource, DatabaseWatch watch) {
        return new DatabaseHealth(dataSource, watch);
    }

    @Bean
    FilterRegistrationBean<StartGate> startGate(
            DatabaseStart start, ProblemResponses problems, Environment environment) {
        String actuator =
                environment.getProperty("management.endpoints.web.base-path", "/actuator");
        var gate = new FilterRegistrationBean<>(new StartGate(start, problems, actuator));
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return gate;
    }

    /** By what Hibernate chooses its dialect: the oldest versions that this server is for. */
    private static Map<String, String> identity(DatabaseDriver driver) {
        boolean h2 = driver == DatabaseDriver.H2;
        return Map.of(
                AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, h2 ? "H2" : "PostgreSQL",
                AvailableSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, h2 ? "2" : "14",
                AvailableSettings.JAKARTA_HBM2DDL_DB_MINOR_VERSION, h2 ? "4" : "0");
    }

    private static DatabaseDriver driver(DataSource dataSource) {
        String url = url(dataSource);
        DatabaseDriver driver = DatabaseDriver.fromJdbcUrl(url);
        if (driver != DatabaseDriver.H2 && driver != DatabaseDriver.POSTGRESQL) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "spring.datasource.url",
                            "This server cannot keep its data in " + driver + ".",
                            "Use H2 (jdbc:h2:...) or PostgreSQL (jdbc:postgresql:...).")
                    .toException();
        }
        return driver;
    }

    private static String url(DataSource dataSource) {
        try {
            return dataSource.unwrap(HikariDataSource.class).getJdbcUrl();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
