package io.graphbus.store.log.jdbc.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * The tables of a log, made by scripts that each run once. Which have is kept the way Flyway keeps
 * it, so that Flyway can go on with them.
 */
public final class LogSchema {

    /** Where Flyway or this class keeps which scripts have run. */
    public static final String HISTORY = "graphbus_log_history";

    private static final List<String> SCRIPTS =
            List.of(
                    "V1__event_log.sql",
                    "V2__paused_subscriptions.sql",
                    "V3__position_sequence.sql",
                    "V4__begun.sql",
                    "V5__kept_names.sql");

    private LogSchema() {}

    /** Where the scripts for a database are, as a resource of the class path. */
    public static String location(DataSource connections) {
        try (Connection connection = connections.getConnection()) {
            return "io/graphbus/store/log/" + vendor(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Which database it is, as the directory of its scripts is called.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CONFIGURATION} for one that has
     *     no scripts
     */
    public static String vendor(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        String vendor = name.toLowerCase(Locale.ROOT);
        if (!vendor.equals("h2") && !vendor.equals("postgresql")) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "event log",
                            "Events cannot be kept in " + name + ".",
                            "Use H2 or PostgreSQL for durable topics.")
                    .toException();
        }
        return vendor;
    }

    /** Runs the scripts that have not run yet, all of them or none where the database can. */
    public static void create(DataSource connections) {
        try {
            Database.alone(
                    connections,
                    connection -> {
                        create(connection);
                        return true;
                    });
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void create(Connection connection) throws SQLException {
        String directory = "/io/graphbus/store/log/" + vendor(connection) + "/";
        try (Statement statement = connection.createStatement()) {
            if (vendor(connection).equals("postgresql")) {
                statement.execute("select pg_advisory_xact_lock(1195525700, 0)");
            }
            statement.execute(historyTable());
            Set<String> ran = ran(statement);
            for (String script : SCRIPTS) {
                if (!ran.contains(script)) {
                    run(connection, lastRank(statement) + 1, script, text(directory + script));
                }
            }
        }
    }

    private static String historyTable() {
        return "create table if not exists \""
                + HISTORY
                + "\" (\"installed_rank\" integer primary key, \"version\" varchar(50),"
                + " \"description\" varchar(200) not null, \"type\" varchar(20) not null,"
                + " \"script\" varchar(1000) not null, \"checksum\" integer,"
                + " \"installed_by\" varchar(100) not null,"
                + " \"installed_on\" timestamp default current_timestamp not null,"
                + " \"execution_time\" integer not null, \"success\" boolean not null)";
    }

    private static Set<String> ran(Statement statement) throws SQLException {
        Set<String> ran = new HashSet<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "select \"script\" from \"" + HISTORY + "\" where \"success\" = true")) {
            while (rows.next()) {
                ran.add(rows.getString(1));
            }
        }
        return ran;
    }

    private static int lastRank(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "select coalesce(max(\"installed_rank\"), 0) from \"" + HISTORY + "\"")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void run(Connection connection, int rank, String script, String text)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : text.replaceAll("(?m)^--.*$", "").split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        String number = script.substring(1, script.indexOf("__"));
        String words = script.substring(script.indexOf("__") + 2, script.length() - 4);
        try (var insert =
                connection.prepareStatement(
                        "insert into \"" + HISTORY + "\" values (?,?,?,?,?,?,?,?,?,?)")) {
            insert.setInt(1, rank);
            insert.setString(2, number);
            insert.setString(3, words.replace('_', ' '));
            insert.setString(4, "SQL");
            insert.setString(5, script);
            insert.setInt(6, checksum(text));
            insert.setString(
                    7, Objects.requireNonNullElse(connection.getMetaData().getUserName(), ""));
            insert.setTimestamp(8, Timestamp.from(Instant.now()));
            insert.setInt(9, 0);
            insert.setBoolean(10, true);
            insert.executeUpdate();
        }
    }

    /** As Flyway reckons it: of the lines, without what ends them. */
    private static int checksum(String text) {
        CRC32 sum = new CRC32();
        new BufferedReader(new StringReader(text))
                .lines()
                .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) sum.getValue();
    }

    private static String text(String resource) {
        try (InputStream in = LogSchema.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException failed(SQLException e) {
        return Problem.of(
                        ProblemCode.DATABASE_UNREACHABLE,
                        "event log",
                        "The tables of the event log cannot be made (SQLSTATE "
                                + e.getSQLState()
                                + ").",
                        "Check that the database answers and that its user may create tables.")
                .toException(e);
    }
}
