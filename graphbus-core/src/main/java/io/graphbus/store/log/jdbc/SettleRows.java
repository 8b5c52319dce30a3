package io.graphbus.store.log.jdbc;

import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import io.graphbus.store.log.jdbc.column.Rows;
import io.graphbus.store.log.jdbc.column.SafeText;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps settlements. Nothing is kept of a subscription that has been forgotten. Safe for use by
 * many threads.
 */
final class SettleRows {

    private static final String PROGRESS =
            "update graphbus_progress set cursor_position = ?, done = ?, offered = ?,"
                    + " completed = ?, dead = ?, expired = ?, filtered = ?, cancelled = ?,"
                    + " replayed = ? where reader_id = ? and part = ?";
    private static final String COVERED =
            "delete from graphbus_completed where reader_id = ? and position <="
                    + " (select min(cursor_position) from graphbus_progress where reader_id = ?)"
                    + " and not exists (select 1 from graphbus_deferred d where d.reader_id ="
                    + " graphbus_completed.reader_id"
                    + " and d.position = graphbus_completed.position)";
    private static final String RESUMED =
            "delete from graphbus_deferred where reader_id = ? and position = ?";
    private static final List<String> PLACE = List.of("reader_id", "position");

    private final Database database;
    private final Vendor vendor;
    private final LetterRows letters;
    private final String completed;
    private final String deferred;
    private final Map<Reader, Long> ids = new ConcurrentHashMap<>();

    SettleRows(Database database, Vendor vendor, LetterRows letters) {
        this.database = database;
        this.vendor = vendor;
        this.letters = letters;
        this.completed = vendor.upsert("graphbus_completed", PLACE, List.of());
        this.deferred =
                vendor.upsert(
                        "graphbus_deferred",
                        PLACE,
                        List.of("event_key", "failures", "next_at", "attempts"));
    }

    void forget(Reader reader) {
        ids.remove(reader);
    }

    void settle(Settlement settlement) {
        boolean whole = database.transactions().isActive();
        database.joined(
                "keep what has become of deliveries",
                connection -> {
                    keep(connection, vendor.mine(connection, settlement, whole));
                    return true;
                });
    }

    private void keep(Connection connection, Settlement settlement) throws SQLException {
        complete(connection, settlement.completed());
        defer(connection, settlement.deferred());
        resume(connection, settlement.resumed());
        progress(connection, settlement.progress());
        letters.settle(connection, settlement.dead());
        LetterRows.remove(connection, settlement.healed());
    }

    /** The number of a subscription; empty for one that is not known. */
    private OptionalLong id(Connection connection, Reader reader) throws SQLException {
        Long known = ids.get(reader);
        if (known != null) {
            return OptionalLong.of(known);
        }
        OptionalLong id = ReaderRows.id(connection, reader);
        id.ifPresent(found -> ids.put(reader, found));
        return id;
    }

    private void complete(Connection connection, List<Place> places) throws SQLException {
        places(connection, completed, places);
    }

    private void resume(Connection connection, List<Place> places) throws SQLException {
        places(connection, RESUMED, places);
    }

    private void places(Connection connection, String sql, List<Place> places) throws SQLException {
        if (places.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Place place : places) {
                OptionalLong id = id(connection, place.reader());
                if (id.isPresent()) {
                    statement.setLong(1, id.getAsLong());
                    statement.setLong(2, place.position());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void defer(Connection connection, List<Deferred> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(deferred)) {
            for (Deferred one : all) {
                OptionalLong id = id(connection, one.reader());
                if (id.isPresent()) {
                    statement.setLong(1, id.getAsLong());
                    statement.setLong(2, one.position());
                    statement.setString(3, SafeText.encoded(one.key()));
                    statement.setInt(4, one.failures());
                    Rows.bind(statement, 5, one.next());
                    statement.setString(6, Rows.attempts(one.attempts()));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** In the same order everywhere, so that no two wait for each other. */
    private void progress(Connection connection, List<Progress> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        Set<Long> changed = new TreeSet<>();
        try (PreparedStatement update = connection.prepareStatement(PROGRESS)) {
            List<Progress> sorted =
                    all.stream()
                            .sorted(
                                    Comparator.comparing(Progress::reader)
                                            .thenComparing(Progress::part))
                            .toList();
            for (Progress progress : sorted) {
                OptionalLong id = id(connection, progress.reader());
                if (id.isPresent()) {
                    changed.add(id.getAsLong());
                    bind(update, progress, id.getAsLong());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
        try (PreparedStatement delete = connection.prepareStatement(COVERED)) {
            for (long id : changed) {
                delete.setLong(1, id);
                delete.setLong(2, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void bind(PreparedStatement update, Progress progress, long id)
            throws SQLException {
        Counts counts = progress.counts();
        update.setLong(1, progress.cursor());
        update.setString(2, Rows.ranges(progress.done()));
        update.setLong(3, counts.offered());
        update.setLong(4, counts.completed());
        update.setLong(5, counts.dead());
        update.setLong(6, counts.expired());
        update.setLong(7, counts.filtered());
        update.setLong(8, counts.cancelled());
        update.setLong(9, counts.replayed());
        update.setLong(10, id);
        update.setInt(11, progress.part());
    }
}
