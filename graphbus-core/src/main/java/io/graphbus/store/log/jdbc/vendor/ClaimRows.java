package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.process.Share;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has which parts of subscriptions, for processes that share a PostgreSQL. Whoever changes the
 * claims of a subscription has its lock; whoever settles something of it shares the lock, so that
 * nobody takes it over meanwhile. Safe for use by many threads.
 */
final class ClaimRows {

    private static final int LOCKS = 1_195_525_699;

    /**
     * Whoever has a lock and does nothing for so long has lost its transaction, and with it the
     * lock: a machine that is frozen or cut off says nothing about it.
     */
    private static final String PATIENCE =
            "set_config('idle_in_transaction_session_timeout', '5s', true)";

    private final Database database;
    private final int parts;
    private final Set<String> owners = ConcurrentHashMap.newKeySet();

    ClaimRows(Database database, int parts) {
        this.database = database;
        this.parts = parts;
    }

    Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept) {
        owners.add(owner);
        return database.alone(
                "claim parts of " + reader,
                connection -> {
                    lock(connection, "pg_advisory_xact_lock", reader);
                    Map<String, Set<Integer>> held = held(connection, reader);
                    Share share = Share.of(parts, held, owner, exclusive, kept);
                    keep(connection, reader, owner, time, share.reserved());
                    return share.given();
                });
    }

    private static void lock(Connection connection, String how, Reader reader) throws SQLException {
        String sql = "select " + PATIENCE + ", " + how + "(" + LOCKS + ", ?)";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setInt(1, reader.toString().hashCode());
            lock.execute();
        }
    }

    private static Map<String, Set<Integer>> held(Connection connection, Reader reader)
            throws SQLException {
        Map<String, Set<Integer>> held = new TreeMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select owner, parts from graphbus_claim"
                                + " where agent = ? and subscription = ?"
                                + " and until > clock_timestamp()")) {
            query.setString(1, reader.agent());
            query.setString(2, reader.subscription());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Integer[] some = (Integer[]) rows.getArray(2).getArray();
                    held.put(rows.getString(1), new TreeSet<>(Arrays.asList(some)));
                }
            }
        }
        return held;
    }

    private static void keep(
            Connection connection, Reader reader, String owner, Duration time, Set<Integer> some)
            throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement(
                                "delete from graphbus_claim where agent = ? and subscription = ?"
                                        + " and (until <= clock_timestamp() or owner = ?)");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into graphbus_claim values (?, ?, ?,"
                                        + " clock_timestamp() + ? * interval '1 millisecond', ?)")) {
            delete.setString(1, reader.agent());
            delete.setString(2, reader.subscription());
            delete.setString(3, owner);
            delete.executeUpdate();
            insert.setString(1, reader.agent());
            insert.setString(2, reader.subscription());
            insert.setString(3, owner);
            insert.setLong(4, time.toMillis());
            insert.setArray(5, connection.createArrayOf("int4", some.toArray()));
            insert.executeUpdate();
        }
    }

    void release(String owner) {
        owners.remove(owner);
        database.alone(
                "release what " + owner + " has claimed",
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from graphbus_claim where owner = ?")) {
                        delete.setString(1, owner);
                        return delete.executeUpdate();
                    }
                });
    }

    void forget(Reader reader) {
        database.alone(
                "forget the claims of " + reader,
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from graphbus_claim"
                                            + " where agent = ? and subscription = ?")) {
                        delete.setString(1, reader.agent());
                        delete.setString(2, reader.subscription());
                        return delete.executeUpdate();
                    }
                });
    }

    /**
     * What of a settlement nobody in another process has claimed, and nobody will before the
     * transaction is over.
     *
     * @param whole whether it is refused where something is missing
     */
    Settlement mine(Connection connection, Settlement settlement, boolean whole)
            throws SQLException {
        Set<Reader> readers = new TreeSet<>();
        settlement.progress().forEach(progress -> readers.add(progress.reader()));
        settlement.completed().forEach(place -> readers.add(place.reader()));
        settlement.deferred().forEach(deferred -> readers.add(deferred.reader()));
        settlement.resumed().forEach(place -> readers.add(place.reader()));
        settlement.dead().forEach(letter -> readers.add(letter.reader()));
        if (readers.isEmpty()) {
            return settlement;
        }
        lockShared(connection, readers);
        Claimed claimed = Claimed.of(connection, readers, owners);
        if (whole) {
            settlement.progress().stream()
                    .filter(progress -> claimed.isLost(progress.reader(), progress.part()))
                    .findFirst()
                    .ifPresent(progress -> refuse(progress.reader()));
            readers.stream().filter(claimed::isLost).findFirst().ifPresent(ClaimRows::refuse);
        }
        return claimed.rest(settlement);
    }

    /** Their locks, and those of their agents, which are claimed as one when they have state. */
    private static void lockShared(Connection connection, Set<Reader> readers) throws SQLException {
        Set<Object> locks = new TreeSet<>();
        for (Reader reader : readers) {
            locks.add(reader.toString().hashCode());
            locks.add(new Reader(reader.agent(), "").toString().hashCode());
        }
        String sql =
                "select %s, pg_advisory_xact_lock_shared(%d, l) from unnest(?) l"
                        .formatted(PATIENCE, LOCKS);
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setArray(1, connection.createArrayOf("int4", locks.toArray()));
            lock.execute();
        }
    }

    private static void refuse(Reader reader) {
        throw Problem.of(
                        ProblemCode.CONFLICT,
                        reader.toString(),
                        "Another instance has taken over " + reader + ".",
                        "It handles again what was not settled; this happens when an instance"
                                + " does not come to claim its parts for too long.")
                .toException();
    }
}
