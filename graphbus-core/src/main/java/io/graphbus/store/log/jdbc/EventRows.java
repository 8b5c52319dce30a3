package io.graphbus.store.log.jdbc;

import static java.util.Objects.requireNonNull;

import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.jdbc.column.InList;
import io.graphbus.store.log.jdbc.column.SafeText;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import io.graphbus.store.log.jdbc.vendor.Vendor.Alone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events themselves. Safe for use by many threads. */
final class EventRows {

    private static final int PORTION = 1_000;
    private static final String READ = "read events";

    private final Database database;
    private final Vendor vendor;
    private final String select;
    private final ReentrantLock trimming = new ReentrantLock();

    EventRows(Database database, Vendor vendor) {
        this.database = database;
        this.vendor = vendor;
        this.select = "select position, " + vendor.columns().names() + " from graphbus_event";
    }

    private List<StoredEvent> read(PreparedStatement query) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                events.add(new StoredEvent(rows.getLong(1), vendor.columns().read(rows, 2)));
            }
        }
        return events;
    }

    long newest() {
        return database.read(
                READ, c -> number(c, "select coalesce(max(position), 0) from graphbus_event"));
    }

    /** The last position that could ever be seen. */
    static long last(Connection connection) throws SQLException {
        return number(
                connection,
                "select greatest(coalesce((select max(position) from graphbus_event), 0),"
                        + " (select max(removed) from graphbus_log))");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            return number(query);
        }
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    List<StoredEvent> after(long position, int limit) {
        return database.read(
                READ,
                connection -> {
                    try (PreparedStatement query =
                            connection.prepareStatement(
                                    select + " where position > ? order by position limit ?")) {
                        query.setLong(1, position);
                        query.setInt(2, limit);
                        return read(query);
                    }
                });
    }

    List<StoredEvent> at(Collection<Long> positions) {
        return database.read(
                READ,
                connection -> {
                    List<StoredEvent> found = new ArrayList<>();
                    InList.each(
                            connection,
                            select + " where position in %s",
                            new TreeSet<>(positions),
                            List.of(),
                            query -> found.addAll(read(query)));
                    found.sort(Comparator.comparingLong(StoredEvent::position));
                    return found;
                });
    }

    Optional<StoredEvent> find(String id) {
        return database.read(
                READ,
                connection -> {
                    String sql =
                            select + " where " + vendor.is("id") + " order by position limit 1";
                    try (PreparedStatement query = connection.prepareStatement(sql)) {
                        long parameters = sql.chars().filter(c -> c == '?').count();
                        for (int at = 1; at <= parameters; at++) {
                            query.setString(at, requireNonNull(SafeText.encoded(id)));
                        }
                        return read(query).stream().findFirst();
                    }
                });
    }

    List<StoredEvent> search(Query query) {
        return database.read(
                READ,
                connection -> {
                    Search search = new Search(vendor, query);
                    List<String> topics = Search.topics(connection, query.topic());
                    if (topics != null && topics.isEmpty()) {
                        return List.of();
                    }
                    String sql = search.sql(select, topics);
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        search.bind(statement);
                        return read(statement);
                    }
                });
    }

    long count(Query query) {
        return database.read(
                READ,
                connection -> {
                    Search search = new Search(vendor, query);
                    List<String> topics = Search.topics(connection, query.topic());
                    if (topics != null && topics.isEmpty()) {
                        return 0L;
                    }
                    String sql = search.count(topics);
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        search.bind(statement);
                        return number(statement);
                    }
                });
    }

    /** See {@link io.graphbus.store.log.EventLog#trim}. */
    long trim(@Nullable Instant before, long keep, Consumer<List<StoredEvent>> archive) {
        if (!trimming.tryLock()) {
            return 0;
        }
        try {
            long last = database.read(READ, connection -> lastToRemove(connection, keep));
            long removed = 0;
            long position = 0;
            Portion portion = portion(position, last, before, archive);
            while (portion.read() > 0 && (before == null || portion.removed() > 0)) {
                removed += portion.removed();
                position = portion.last();
                portion = portion(position, last, before, archive);
            }
            return removed;
        } finally {
            trimming.unlock();
        }
    }

    private record Portion(int read, int removed, long last) {}

    private static long lastToRemove(Connection connection, long keep) throws SQLException {
        long settled =
                number(
                        connection,
                        "select coalesce(min(cursor_position), "
                                + Long.MAX_VALUE
                                + ") from graphbus_progress");
        if (keep == 0) {
            return settled;
        }
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select position from graphbus_event"
                                + " order by position desc limit 1 offset ?")) {
            query.setLong(1, keep);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Math.min(settled, row.getLong(1)) : 0;
            }
        }
    }

    /** When nothing of a portion is old enough, nothing later is. */
    private Portion portion(
            long after, long last, @Nullable Instant before, Consumer<List<StoredEvent>> archive) {
        return database.alone(
                "remove events",
                connection -> {
                    if (!vendor.isAlone(connection, Alone.TRIMMING)) {
                        return new Portion(0, 0, last);
                    }
                    List<StoredEvent> some = oldest(connection, after, last);
                    List<StoredEvent> old =
                            some.stream()
                                    .filter(e -> before == null || e.data().time().isBefore(before))
                                    .toList();
                    if (!old.isEmpty()) {
                        archive.accept(old);
                        remove(connection, old);
                    }
                    long end = some.isEmpty() ? last : some.get(some.size() - 1).position();
                    return new Portion(some.size(), old.size(), end);
                });
    }

    private List<StoredEvent> oldest(Connection connection, long after, long last)
            throws SQLException {
        String sql =
                select
                        + " where position > ? and position <= ? and not exists (select 1 from"
                        + " graphbus_deferred d where d.position = graphbus_event.position)"
                        + " order by position limit "
                        + PORTION;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, after);
            query.setLong(2, last);
            return read(query);
        }
    }

    private static void remove(Connection connection, List<StoredEvent> events)
            throws SQLException {
        InList.each(
                connection,
                "delete from graphbus_event where position in %s",
                events.stream().map(StoredEvent::position).toList(),
                List.of(),
                PreparedStatement::executeUpdate);
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update graphbus_log set removed = ? where removed < ?")) {
            update.setLong(1, events.get(events.size() - 1).position());
            update.setLong(2, events.get(events.size() - 1).position());
            update.executeUpdate();
        }
    }
}
