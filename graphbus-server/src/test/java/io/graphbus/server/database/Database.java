package io.graphbus.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Fresh databases for tests: H2 in a file or in memory, and one real PostgreSQL for the whole run.
 */
public final class Database {

    private static Map<String, String> postgres = Map.of();

    private Database() {}

    /** Properties of a new, empty in-memory H2 database that lives as long as the JVM. */
    public static Map<String, String> h2() {
        return Map.of(
                "spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /**
     * Properties of a new, empty database on PostgreSQL: in a container where there is Docker,
     * embedded elsewhere.
     */
    public static synchronized Map<String, String> postgres() {
        if (postgres.isEmpty()) {
            postgres = useContainer() ? container() : embedded();
        }
        String name = "graphbus_" + UUID.randomUUID().toString().replace("-", "");
        String url = postgres.get("spring.datasource.url");
        String user = postgres.get("spring.datasource.username");
        String password = postgres.get("spring.datasource.password");
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "spring.datasource.url", url.replaceFirst("/postgres(\\?|$)", "/" + name + "$1"),
                "spring.datasource.username", user,
                "spring.datasource.password", password);
    }

    private static boolean useContainer() {
        return !"embedded".equals(System.getProperty("pg"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    private static Map<String, String> container() {
        var container = new PostgreSQLContainer("postgres:18").withDatabaseName("postgres");
        container.start();
        return properties(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static Map<String, String> embedded() {
        try {
            var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return properties(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> properties(String url, String user, String password) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password);
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
