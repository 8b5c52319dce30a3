package io.graphbus.store.log.jdbc.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.jdbc.database.Transactions.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on a database, and says what failed as a problem. What fails has changed nothing, and
 * the next work takes another connection. Safe for use by many threads.
 */
public final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** Of two that wait for each other, or make the same row at once, one has to begin again. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "23505");

    private static final int TRIES = 5;

    /**
     * H2 has closed itself, for want of room on its disk for instance, or a connection is closed.
     */
    private static final Set<String> CLOSED = Set.of("90098", "90007");

    /**
     * A pool that trusts connections which were just used gives closed ones out again and again, if
     * they are asked for all the time.
     */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(600);

    private final DataSource connections;
    private final Transactions transactions;
    private final AtomicReference<@Nullable Closed> closed = new AtomicReference<>();

    private record Closed(SQLException cause, long at) {}

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
        rest(what);
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
        return again(what, () -> alone(connections, work));
    }

    /**
     * Does work that is one statement, and so a transaction of its own without saying so: that is
     * one exchange with the database, and leaves nothing open when this process stands still.
     */
    public <T> T atOnce(String what, Work<T> work) {
        return again(
                what,
                () -> {
                    try (Connection connection = connections.getConnection()) {
                        return connection.getAutoCommit()
                                ? work.on(connection)
                                : inTransaction(connection, work);
                    }
                });
    }

    /** One try. */
    @FunctionalInterface
    private interface Try<T> {
        T result() throws SQLException;
    }

    private <T> T again(String what, Try<T> work) {
        rest(what);
        for (int tries = 1; ; tries++) {
            try {
                return work.result();
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
        rest("keep what was done together");
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
            closeForGood(connection);
        }
    }

    /** So that its pool sees that it is of no use any more. */
    private static void closeForGood(Connection connection) {
        try {
            connection.unwrap(Connection.class).close();
        } catch (SQLException e) {
            log.debug("a connection could not be closed", e);
        }
    }

    /** Lets a pool's connections to a closed database become old enough to be looked at. */
    private void rest(String what) {
        Closed last = closed.get();
        if (last != null && System.nanoTime() - last.at() < REST) {
            throw problem(what, last.cause());
        }
        closed.compareAndSet(last, null);
    }

    private RuntimeException failed(String what, SQLException e) {
        if (CLOSED.contains(String.valueOf(e.getSQLState()))) {
            closed.set(new Closed(e, System.nanoTime()));
        }
        return problem(what, e);
    }

    private static RuntimeException problem(String what, SQLException e) {
        return Problem.of(
                        ProblemCode.DATABASE_UNREACHABLE,
                        "event log",
                        "The database did not " + what + " (SQLSTATE " + e.getSQLState() + ").",
                        "Nothing was changed. Try again when the database answers; the cause has"
                                + " what it said.")
                .toException(e);
    }
}
