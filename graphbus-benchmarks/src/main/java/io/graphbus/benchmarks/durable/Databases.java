package io.graphbus.benchmarks.durable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/** Empty databases of one kind, whose commits are on the disk when they return. */
abstract class Databases implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private int made;

    /** Files of H2 in a directory of the file system that temporary files are in. */
    static Databases h2() throws IOException {
        return new H2(Files.createTempDirectory("graphbus-durable"));
    }

    /** A server of its own with its defaults, which are to sync. */
    static Databases postgres() throws IOException {
        return new Postgres(
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start());
    }

    abstract String title();

    /** An empty database with a pool of connections. */
    final HikariDataSource fresh() {
        HikariConfig config = new HikariConfig();
        connect(config, "durable" + ++made);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    abstract void connect(HikariConfig config, String name);

    /** Rows 1 to n with the column {@code x}, to select from. */
    abstract String numbers(int n);

    /** A function that makes a UUID. */
    abstract String uuid();

    @Override
    public abstract void close();

    static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static final class H2 extends Databases {

        private final Path directory;

        H2(Path directory) {
            this.directory = directory;
        }

        @Override
        String title() {
            return "H2 in a file, WRITE_DELAY=0";
        }

        @Override
        void connect(HikariConfig config, String name) {
            config.setJdbcUrl("jdbc:h2:file:" + directory.resolve(name) + ";WRITE_DELAY=0");
        }

        @Override
        String numbers(int n) {
            return "system_range(1, " + n + ")";
        }

        @Override
        String uuid() {
            return "random_uuid()";
        }

        @Override
        public void close() {
            try {
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Postgres extends Databases {

        private final EmbeddedPostgres server;

        Postgres(EmbeddedPostgres server) {
            this.server = server;
        }

        @Override
        String title() {
            return "PostgreSQL 18, fsync on";
        }

        @Override
        void connect(HikariConfig config, String name) {
            try {
                execute(server.getPostgresDatabase(), "create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            config.setJdbcUrl(server.getJdbcUrl("postgres", name));
        }

        @Override
        String numbers(int n) {
            return "generate_series(1, " + n + ") as numbers(x)";
        }

        @Override
        String uuid() {
            return "gen_random_uuid()";
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
