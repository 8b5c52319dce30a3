package io.graphbus.store.log.jdbc;

import io.graphbus.store.log.EventData;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.jdbc.column.InList;
import io.graphbus.store.log.jdbc.column.Rows;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.database.Transactions.Part;
import io.graphbus.store.log.jdbc.database.Transactions.Work;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import io.graphbus.store.log.jdbc.vendor.Vendor.Alone;
import io.graphbus.store.log.jdbc.vendor.Vendor.Appending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Appends events, now or when they are due. Safe for use by many threads. */
final class Appends {

    private static final String APPEND = "append events";

    private final Database database;
    private final Vendor vendor;
    private final Predicate<long[]> areThere;
    private final ReentrantLock releasing = new ReentrantLock();
    private final String insertLater;
    private final String selectDue;

    /**
     * Appends to a log.
     *
     * @param areThere whether events can be seen at all of some positions
     */
    Appends(Database database, Vendor vendor, Predicate<long[]> areThere) {
        this.database = database;
        this.vendor = vendor;
        this.areThere = areThere;
        String names = vendor.columns().names();
        insertLater =
                "insert into graphbus_later (due_at, %s) values (?,%s)"
                        .formatted(names, vendor.columns().marks());
        selectDue =
                "select number, due_at, %s from graphbus_later where due_at <= ?".formatted(names)
                        + " order by due_at, number limit ? offset ?";
    }

    long[] append(List<EventData> events, boolean waits) {
        if (events.isEmpty()) {
            return new long[0];
        }
        Appending appending = vendor.begin();
        try {
            Work<long[]> work = c -> appending.insert(c, events, waits);
            return vendor.isOneStatement()
                    ? database.atOnce(APPEND, work)
                    : database.alone(APPEND, work);
        } finally {
            appending.end();
        }
    }

    /** What one transaction of a caller appends. */
    private final class InTransaction implements Part {
        private final Appending appending = vendor.begin();
        private final List<Appended> appended = new ArrayList<>();
        private boolean isWhole = true;

        private record Appended(long[] positions, Consumer<Boolean> ended) {}

        @Override
        public void ended(boolean committed) {
            appending.end();
            for (Appended some : appended) {
                some.ended().accept(committed && (isWhole || areThere.test(some.positions())));
            }
        }

        @Override
        public void partlyRolledBack() {
            isWhole = false;
        }
    }

    long[] appendInTransaction(List<EventData> events, Consumer<Boolean> ended) {
        InTransaction part =
                database.transactions().part(this, InTransaction.class, InTransaction::new);
        long[] positions = database.joined(APPEND, c -> part.appending.insert(c, events, true));
        part.appended.add(new InTransaction.Appended(positions, ended));
        return positions;
    }

    void appendLater(EventData event, Instant due) {
        database.joined(
                "keep an event for later",
                connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(insertLater)) {
                        insert.setLong(1, due.toEpochMilli());
                        vendor.columns().bind(insert, 2, event);
                        return insert.executeUpdate();
                    }
                });
    }

    Optional<Instant> nextDue() {
        return database.read(
                "tell when an event is due",
                connection -> {
                    try (PreparedStatement query =
                                    connection.prepareStatement(
                                            "select min(due_at) from graphbus_later");
                            ResultSet row = query.executeQuery()) {
                        row.next();
                        long due = row.getLong(1);
                        return row.wasNull()
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochMilli(due));
                    }
                });
    }

    List<StoredEvent> release(Instant now, int limit) {
        releasing.lock();
        Appending appending = vendor.begin();
        try {
            return database.alone(
                    APPEND,
                    connection ->
                            vendor.isAlone(connection, Alone.RELEASING)
                                    ? new Release(connection, appending).of(now, limit)
                                    : List.of());
        } finally {
            appending.end();
            releasing.unlock();
        }
    }

    private record Due(long number, EventData event) {
        List<String> key() {
            return event.key() == null ? List.of() : List.of(event.topic(), event.key());
        }
    }

    /** One transaction that releases what is due, except behind what has to wait. */
    private final class Release {
        private final Connection connection;
        private final Appending appending;
        private final Set<List<String>> held = new HashSet<>();
        private final List<StoredEvent> released = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();

        Release(Connection connection, Appending appending) {
            this.connection = connection;
            this.appending = appending;
        }

        List<StoredEvent> of(Instant now, int limit) throws SQLException {
            int offset = 0;
            List<Due> page = due(now, limit, offset);
            while (!page.isEmpty() && released.size() < limit) {
                release(page, limit);
                offset += page.size();
                page = due(now, limit, offset);
            }
            InList.each(
                    connection,
                    "delete from graphbus_later where number in %s",
                    numbers,
                    List.of(),
                    PreparedStatement::executeUpdate);
            return released;
        }

        private List<Due> due(Instant now, int limit, int offset) throws SQLException {
            List<Due> page = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(selectDue)) {
                Rows.bind(query, 1, now);
                query.setInt(2, limit);
                query.setInt(3, offset);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        page.add(new Due(row.getLong(1), vendor.columns().read(row, 3)));
                    }
                }
            }
            return page;
        }

        private void release(List<Due> page, int limit) throws SQLException {
            List<Due> turn =
                    page.stream()
                            .filter(due -> !held.contains(due.key()))
                            .limit(limit - released.size())
                            .toList();
            long[] positions =
                    turn.isEmpty()
                            ? new long[0]
                            : appending.insert(
                                    connection, turn.stream().map(Due::event).toList(), false);
            for (int i = 0; i < positions.length; i++) {
                if (positions[i] == 0) {
                    held.add(turn.get(i).key());
                } else {
                    released.add(new StoredEvent(positions[i], turn.get(i).event()));
                    numbers.add(turn.get(i).number());
                }
            }
        }
    }
}
