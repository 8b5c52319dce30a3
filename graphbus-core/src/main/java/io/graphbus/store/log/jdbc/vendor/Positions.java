package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.store.log.jdbc.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Hands out positions in one process, in blocks of a sequence, so that none is handed out again
 * after a crash. Whoever needs a block takes it on the connection it has: a sequence goes on
 * whatever becomes of the transaction. Safe for use by many threads.
 */
final class Positions {

    /** As the sequence is incremented by. */
    private static final int BLOCK = 10_000;

    private static final String NEXT = "select next value for graphbus_position";

    private long next = 1;
    private long limit;

    /** The first of so many in a row. */
    synchronized long take(Connection connection, int count) throws SQLException {
        while (next + count - 1 > limit) {
            long first = reserve(connection);
            if (first != limit + 1) {
                next = first;
            }
            limit = first + BLOCK - 1;
        }
        long first = next;
        next += count;
        return first;
    }

    private static long reserve(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(NEXT)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Gives back what has not been handed out. */
    synchronized void giveBack(Database database) {
        if (next <= limit) {
            long last = limit;
            database.alone("give positions back", c -> giveBack(c, last));
            limit = next - 1;
        }
    }

    /** Unless somebody else has got a block after ours. */
    private boolean giveBack(Connection connection, long last) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select base_value from information_schema.sequences where"
                                        + " sequence_name = 'GRAPHBUS_POSITION' and"
                                        + " sequence_schema = current_schema")) {
            return row.next()
                    && row.getLong(1) == last + 1
                    && statement.executeUpdate(
                                    "alter sequence graphbus_position restart with " + next)
                            >= 0;
        }
    }
}
