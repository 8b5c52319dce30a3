package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog.Mark;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.jdbc.column.EventColumns;
import io.graphbus.store.log.jdbc.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL, which several processes share: the database knows what is open and who claims. */
public final class PostgresVendor implements Vendor {

    /** Apart from advisory locks of others, as far as one can be. */
    static final int KEYS = 1_195_525_697;

    private static final int ALONE = 1_195_525_698;
    private static final int NAMES = 1_195_525_701;
    private static final int PARTS = 64;

    private static final String MARK = "select pg_current_xact_id()::text::bigint";
    private static final String LEAST =
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private final Database database;
    private final ClaimRows claims;

    /** A transaction that took a position has got its number by then. */
    private record Before(long transaction) implements Mark {}

    public PostgresVendor(Database database) {
        this.database = database;
        this.claims = new ClaimRows(database, PARTS);
    }

    @Override
    public int parts() {
        return PARTS;
    }

    @Override
    public EventColumns columns() {
        return EventColumns.PLAIN;
    }

    @Override
    public Appending begin() {
        return new InDatabase();
    }

    /** The database gives everything back by itself. */
    private static final class InDatabase implements Appending {
        @Override
        public long[] insert(Connection connection, List<EventData> events, boolean waits)
                throws SQLException {
            return PostgresInsert.of(connection, events, waits);
        }

        @Override
        public void end() {}
    }

    @Override
    public boolean isOneStatement() {
        return true;
    }

    /** A number of its own: all transactions that have one by now have a lower one. */
    @Override
    public Mark mark() {
        return new Before(database.read("tell its transactions", c -> number(c, MARK)));
    }

    @Override
    public boolean isOver(Mark mark) {
        long before = ((Before) mark).transaction();
        return database.read("tell its transactions", c -> number(c, LEAST)) > before;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public boolean isAlone(Connection connection, Alone what) throws SQLException {
        return hasLock(connection, ALONE, what.ordinal());
    }

    @Override
    public boolean isFree(Connection connection, String hash) throws SQLException {
        return hasLock(connection, NAMES, hash.hashCode());
    }

    private static boolean hasLock(Connection connection, int kind, int number)
            throws SQLException {
        String sql = "select pg_try_advisory_xact_lock(" + kind + ", " + number + ")";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public String upsert(String table, List<String> keyColumns, List<String> others) {
        String update =
                others.isEmpty()
                        ? "nothing"
                        : "update set "
                                + others.stream()
                                        .map(c -> c + " = excluded." + c)
                                        .collect(Collectors.joining(", "));
        return "insert into %s (%s%s) values (?%s) on conflict (%s) do %s"
                .formatted(
                        table,
                        String.join(", ", keyColumns),
                        others.stream().map(c -> ", " + c).collect(Collectors.joining()),
                        ",?".repeat(keyColumns.size() + others.size() - 1),
                        String.join(", ", keyColumns),
                        update);
    }

    /** What is indexed is how it begins, for an index takes no long text. */
    @Override
    public String is(String column) {
        return "left(%1$s, 200) = left(?, 200) and %1$s = ?".formatted(column);
    }

    @Override
    public String matches(String column) {
        return column + " ~ ?";
    }

    @Override
    public Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept) {
        return claims.claim(reader, owner, time, exclusive, kept);
    }

    @Override
    public void release(String owner) {
        claims.release(owner);
    }

    @Override
    public void forget(Reader reader) {
        claims.forget(reader);
    }

    @Override
    public Settlement mine(Connection connection, Settlement settlement, boolean whole)
            throws SQLException {
        return claims.mine(connection, settlement, whole);
    }

    @Override
    public void close() {}
}
