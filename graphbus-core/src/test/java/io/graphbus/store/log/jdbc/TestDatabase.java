package io.graphbus.store.log.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Databases for tests, with the tables of a log. */
public final class TestDatabase {

    private static final List<String> TABLES =
            List.of(
                    "event",
                    "later",
                    "reader",
                    "progress",
                    "completed",
                    "deferred",
                    "dead_letter",
                    "name",
                    "state",
                    "state_aside");

    private static @Nullable EmbeddedPostgres server;

    private TestDatabase() {}

    static HikariDataSource h2() {
        return withTables(h2Empty());
    }

    /** Without tables. */
    static HikariDataSource h2Empty() {
        return pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa");
    }

    /** Commits are on disk when they return. */
    public static HikariDataSource h2(Path directory) {
        return withTables(
                pool("jdbc:h2:file:" + directory.resolve("log") + ";WRITE_DELAY=0", "sa"));
    }

    /** A database of its own on the one server. */
    public static HikariDataSource postgres() {
        return withTables(postgresEmpty());
    }

    /** Without tables. */
    static HikariDataSource postgresEmpty() {
        String name = "log_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return pool(server().getJdbcUrl("postgres", name), "postgres");
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static HikariDataSource withTables(HikariDataSource database) {
        LogSchema.create(database);
        return database;
    }

    /** As if it were new, except that positions go on. */
    public static void empty(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.addBatch("delete from graphbus_" + table);
            }
            if (LogSchema.vendor(connection).equals("postgresql")) {
                statement.addBatch("delete from graphbus_claim");
            }
            statement.addBatch("update graphbus_log set removed = 0");
            statement.executeBatch();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
