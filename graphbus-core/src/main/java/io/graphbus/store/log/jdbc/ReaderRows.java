package io.graphbus.store.log.jdbc;

import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement.Place;
import io.graphbus.store.log.Standing;
import io.graphbus.store.log.jdbc.column.Rows;
import io.graphbus.store.log.jdbc.column.SafeText;
import io.graphbus.store.log.jdbc.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is kept of subscriptions. Safe for use by many threads. */
final class ReaderRows {

    private static final String READ = "tell how far subscriptions are";
    private static final String OF_READER =
            " where reader_id = (select id from graphbus_reader"
                    + " where agent = ? and subscription = ?) order by ";

    private static final String NAMES =
            "offered, completed, dead, expired, filtered, cancelled, replayed";
    private static final String STANDING =
            "select part, cursor_position, done, "
                    + NAMES
                    + ", 0 from graphbus_progress where reader_id = ?"
                    + " union all select 0, position, null, 0, 0, 0, 0, 0, 0, 0, 1"
                    + " from graphbus_deferred where reader_id = ?"
                    + " union all select 0, begun, null, (select max(removed) from graphbus_log),"
                    + " 0, 0, 0, 0, 0, 0, 2 from graphbus_reader where id = ?";

    private final Database database;
    private final int parts;

    ReaderRows(Database database, int parts) {
        this.database = database;
        this.parts = parts;
    }

    /** Makes a thing of a row. */
    @FunctionalInterface
    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(
            String columns, String table, String order, Reader reader, Mapping<T> mapping) {
        return database.read(
                READ,
                connection -> {
                    String sql = "select " + columns + " from " + table + OF_READER + order;
                    try (PreparedStatement query = connection.prepareStatement(sql)) {
                        Rows.bind(query, 1, reader);
                        return all(query, mapping);
                    }
                });
    }

    private static <T> List<T> all(PreparedStatement query, Mapping<T> mapping)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(mapping.of(rows));
            }
        }
        return found;
    }

    List<Progress> open(Reader reader, boolean earliest) {
        List<Progress> known = progress(reader);
        if (!known.isEmpty()) {
            return known;
        }
        database.alone(
                "open " + reader,
                connection -> {
                    if (id(connection, reader).isEmpty()) {
                        begin(connection, reader, earliest ? 0 : EventRows.last(connection));
                    }
                    return true;
                });
        return progress(reader);
    }

    /** The number of a subscription that has been opened. */
    static OptionalLong id(Connection connection, Reader reader) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select id from graphbus_reader where agent = ? and subscription = ?")) {
            Rows.bind(query, 1, reader);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private void begin(Connection connection, Reader reader, long cursor) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into graphbus_reader (agent, subscription, begun)"
                                + " values (?, ?, ?)")) {
            Rows.bind(insert, 1, reader);
            insert.setLong(3, cursor);
            insert.executeUpdate();
        }
        long id = id(connection, reader).orElseThrow();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into graphbus_progress values"
                                + " (?, ?, ?, null, 0, 0, 0, 0, 0, 0, 0)")) {
            for (int part = 0; part < parts; part++) {
                insert.setLong(1, id);
                insert.setInt(2, part);
                insert.setLong(3, cursor);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    List<Progress> progress(Reader reader) {
        return list(
                "part, cursor_position, done, " + NAMES,
                "graphbus_progress",
                "part",
                reader,
                row -> progress(reader, row));
    }

    private static Progress progress(Reader reader, ResultSet row) throws SQLException {
        return new Progress(
                reader, row.getInt(1), row.getLong(2), Rows.ranges(row.getString(3)), counts(row));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }

    /** One statement, for only that sees everything as it is at one moment. */
    Optional<Standing> standing(Reader reader) {
        return database.read(
                READ,
                connection -> {
                    OptionalLong id = id(connection, reader);
                    if (id.isEmpty()) {
                        return Optional.empty();
                    }
                    try (PreparedStatement query = connection.prepareStatement(STANDING)) {
                        for (int at = 1; at <= 3; at++) {
                            query.setLong(at, id.getAsLong());
                        }
                        return Optional.of(standing(reader, query));
                    }
                });
    }

    private static Standing standing(Reader reader, PreparedStatement query) throws SQLException {
        List<Progress> parts = new ArrayList<>();
        List<Long> deferred = new ArrayList<>();
        long begun = Standing.UNKNOWN;
        long removed = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                switch (rows.getInt(11)) {
                    case 0 -> parts.add(progress(reader, rows));
                    case 1 -> deferred.add(rows.getLong(2));
                    default -> {
                        long position = rows.getLong(2);
                        begun = rows.wasNull() ? Standing.UNKNOWN : position;
                        removed = rows.getLong(4);
                    }
                }
            }
        }
        parts.sort(Comparator.comparing(Progress::part));
        deferred.sort(null);
        return new Standing(reader, begun, removed, parts, deferred);
    }

    List<Place> completed(Reader reader) {
        return list(
                "position",
                "graphbus_completed",
                "position",
                reader,
                row -> new Place(reader, row.getLong(1)));
    }

    List<Deferred> deferred(Reader reader) {
        return list(
                "position, event_key, failures, next_at, attempts",
                "graphbus_deferred",
                "position",
                reader,
                row -> {
                    long next = row.getLong(4);
                    Instant turn = row.wasNull() ? null : Instant.ofEpochMilli(next);
                    return new Deferred(
                            reader,
                            row.getLong(1),
                            SafeText.decoded(row.getString(2)),
                            row.getInt(3),
                            turn,
                            Rows.attempts(row.getString(5)));
                });
    }

    boolean pause(Reader reader, boolean paused) {
        return database.alone(
                (paused ? "pause " : "resume ") + reader,
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update graphbus_reader set paused = "
                                            + paused
                                            + " where agent = ? and subscription = ?")) {
                        Rows.bind(update, 1, reader);
                        return update.executeUpdate() > 0;
                    }
                });
    }

    /**
     * Subscriptions, sorted.
     *
     * @param condition SQL that follows the table
     */
    List<Reader> readers(String condition) {
        return database.read(
                READ,
                connection -> {
                    try (PreparedStatement query =
                            connection.prepareStatement(
                                    "select agent, subscription from graphbus_reader"
                                            + condition)) {
                        return all(query, row -> new Reader(row.getString(1), row.getString(2)))
                                .stream()
                                .sorted()
                                .toList();
                    }
                });
    }

    boolean forget(Reader reader) {
        return database.alone(
                "forget " + reader,
                connection -> {
                    OptionalLong id = id(connection, reader);
                    if (id.isPresent()) {
                        for (String table : List.of("progress", "completed", "deferred")) {
                            delete(connection, table + " where reader_id = ?", id.getAsLong());
                        }
                        delete(connection, "reader where id = ?", id.getAsLong());
                    }
                    return id.isPresent();
                });
    }

    private static void delete(Connection connection, String what, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from graphbus_" + what)) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }
}
