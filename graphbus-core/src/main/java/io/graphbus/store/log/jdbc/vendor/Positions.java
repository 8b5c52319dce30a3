package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.store.log.jdbc.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Hands out positions in one process, in blocks that the database knows of, so that none is handed
 * out again after a crash. Safe for use by many threads.
 */
final class Positions {

    private static final int BLOCK = 10_000;

    private final Database database;
    private long next = 1;
    private long limit;

    Positions(Database database) {
        this.database = database;
    }

    /** The first of so many in a row. */
    synchronized long take(int count) {
        if (next + count - 1 > limit) {
            reserve(Math.max(BLOCK, count));
        }
        long first = next;
        next += count;
        return first;
    }

    /** Reserves more while nobody waits for it. */
    synchronized void prepare() {
        if (next + BLOCK / 2 > limit) {
            reserve(BLOCK);
        }
    }

    private void reserve(int count) {
        long reserved = database.alone("reserve positions", c -> reserve(c, count));
        if (reserved - count != limit) {
            next = reserved - count + 1;
        }
        limit = reserved;
    }

    private static long reserve(Connection connection, int count) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement(
                                "update graphbus_log set reserved = reserved + ?");
                PreparedStatement query =
                        connection.prepareStatement("select reserved from graphbus_log")) {
            update.setInt(1, count);
            update.executeUpdate();
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Gives back what has not been handed out. */
    synchronized void giveBack() {
        long last = next - 1;
        if (last < limit) {
            database.alone("give positions back", c -> giveBack(c, last));
            limit = last;
        }
    }

    private int giveBack(Connection connection, long last) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update graphbus_log set reserved = ? where reserved = ?")) {
            update.setLong(1, last);
            update.setLong(2, limit);
            return update.executeUpdate();
        }
    }
}
