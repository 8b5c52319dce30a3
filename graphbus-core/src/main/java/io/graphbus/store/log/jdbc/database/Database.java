package io.graphbus.store.log.jdbc.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.jdbc.database.Transactions.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on a database, and says what failed as a problem. What fails has changed nothing, and
 * the next work takes another connection. Safe for use by many threads.
 */
public final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** Of two that wait for each other, one has to begin again. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    private static final int TRIES = 5;

    private final DataSource connections;
    private final Transactions transactions;

    /**
     * A database.
     *
     * @param connections each of them free, whatever the calling thread is in
     * @param transactions of the same database
     */
    public Database(DataSource connections, Transactions transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    public Transactions transactions() {
        return transactions;
    }

    /** Does work that changes nothing, and sees what is committed. */
    public <T> T read(String what, Work<T> work) {
        try (Connection connection = connections.getConnection()) {
            if (connection.getAutoCommit()) {
                return work.on(connection);
            }
            return inTransaction(connection, work);
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    /** Does work in a transaction of its own; committed on return. */
    public <T> T alone(String what, Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return alone(connections, work);
            } catch (SQLException e) {
                if (tries == TRIES || !AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw failed(what, e);
                }
            }
        }
    }

    /** Does work in the calling thread's transaction, or in one of its own. */
    public <T> T joined(String what, Work<T> work) {
        if (!transactions.isActive()) {
            return alone(what, work);
        }
        try {
            return transactions.joined(work);
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    /** Does work in one transaction that joined work joins. */
    public void together(Runnable work) {
        try {
            transactions.together(work);
        } catch (SQLException e) {
            throw failed("keep what was done together", e);
        }
    }

    static <T> T alone(DataSource connections, Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            boolean auto = connection.getAutoCommit();
            if (auto) {
                connection.setAutoCommit(false);
            }
            T result = inTransaction(connection, work);
            if (auto) {
                connection.setAutoCommit(true);
            }
            return result;
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    /** A connection that cannot do even that has lost its transaction already. */
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            log.debug("a connection could not roll back", e);
        }
    }

    private static RuntimeException failed(String what, SQLException e) {
        return Problem.of(
                        ProblemCode.DATABASE_UNREACHABLE,
                        "event log",
                        "The database did not " + what + " (SQLSTATE " + e.getSQLState() + ").",
                        "Nothing was changed. Try again when the database answers; the cause has"
                                + " what it said.")
                .toException(e);
    }
}
