package io.graphbus.store.log.jdbc;

import static io.graphbus.store.log.jdbc.column.EventColumns.text;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.jdbc.column.Rows;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps states in the database of an event log, so that a state and what has become of the delivery
 * that changed it are committed together. Safe for use by many threads.
 */
public final class JdbcStateStore implements StateStore {

    private static final String SELECT =
            "select agent, schema_version, state, saved_at from graphbus_state";

    private final Database database;

    /**
     * A store beside a log.
     *
     * @param transactions those of the log
     */
    public JdbcStateStore(DataSource connections, Transactions transactions) {
        database = new Database(connections, transactions);
    }

    @Override
    public boolean commitsWith(EventLog log) {
        return log instanceof JdbcEventLog other
                && other.transactions().equals(database.transactions());
    }

    private static List<StoredState> read(PreparedStatement query) throws SQLException {
        List<StoredState> states = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                states.add(
                        new StoredState(
                                text(row, 1),
                                text(row, 2),
                                text(row, 3),
                                Instant.ofEpochMilli(row.getLong(4))));
            }
        }
        return states;
    }

    @Override
    public Optional<StoredState> load(String agent) {
        return database.joined(
                "load the state of " + agent,
                connection -> {
                    try (PreparedStatement query =
                            connection.prepareStatement(SELECT + " where agent = ?")) {
                        query.setString(1, agent);
                        return read(query).stream().findFirst();
                    }
                });
    }

    /** In a transaction of the caller it is the database that failed, not the saving. */
    @Override
    public void save(StoredState state) {
        boolean alone = !database.transactions().isActive();
        try {
            database.joined(
                    "save the state of " + state.agent(),
                    connection -> {
                        save(connection, state);
                        return true;
                    });
        } catch (GraphBusException e) {
            if (!alone) {
                throw e;
            }
            throw Problem.of(
                            ProblemCode.STATE_NOT_SAVED,
                            state.agent(),
                            "The state of " + state.agent() + " could not be saved.",
                            "The state saved before stays; check that the database answers.")
                    .toException(e);
        }
    }

    private static void save(Connection connection, StoredState state) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update graphbus_state set schema_version = ?, state = ?, saved_at = ?"
                                + " where agent = ?")) {
            bind(update, state);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into graphbus_state (schema_version, state, saved_at, agent)"
                                + " values (?, ?, ?, ?)")) {
            bind(insert, state);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, StoredState state) throws SQLException {
        statement.setString(1, state.schemaVersion());
        statement.setString(2, state.json());
        Rows.bind(statement, 3, state.savedAt());
        statement.setString(4, state.agent());
    }

    @Override
    public boolean delete(String agent) {
        return database.joined("delete the state of " + agent, c -> delete(c, agent) > 0);
    }

    private static int delete(Connection connection, String agent) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from graphbus_state where agent = ?")) {
            delete.setString(1, agent);
            return delete.executeUpdate();
        }
    }

    /** Moves it to {@code graphbus_state_aside}. */
    @Override
    public void setAside(String agent) {
        database.joined(
                "set the state of " + agent + " aside",
                connection -> {
                    try (PreparedStatement copy =
                            connection.prepareStatement(
                                    "insert into graphbus_state_aside"
                                            + " select agent, schema_version, state, saved_at"
                                            + " from graphbus_state where agent = ?")) {
                        copy.setString(1, agent);
                        copy.executeUpdate();
                    }
                    return delete(connection, agent);
                });
    }

    @Override
    public List<StoredState> list() {
        return database.joined(
                "list states",
                connection -> {
                    try (PreparedStatement query =
                            connection.prepareStatement(SELECT + " order by agent")) {
                        return read(query);
                    }
                });
    }
}
