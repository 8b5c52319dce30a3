package io.graphbus.cli.log;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.JdbcStateStore;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The event log of a data directory and the states that belong to it: a database file, which one
 * process has at a time. What is committed is on the disk.
 */
public final class EventFile implements AutoCloseable {

    private static final String IN_USE = "90020";

    private final JdbcConnectionPool connections;
    private final JdbcEventLog log;
    private final JdbcStateStore states;

    private EventFile(JdbcConnectionPool connections) {
        this.connections = connections;
        ThreadTransactions transactions = new ThreadTransactions(connections);
        this.log = JdbcEventLog.open(connections, transactions);
        this.states = new JdbcStateStore(connections, transactions);
    }

    /** Whether a data directory has an event log. */
    public static boolean exists(Path data) {
        return Files.exists(file(data, ".mv.db"));
    }

    private static Path file(Path data, String suffix) {
        return data.toAbsolutePath().normalize().resolve("events" + suffix);
    }

    /**
     * Opens the log of a data directory; makes it, if need be, with the states that were kept there
     * without one.
     *
     * @throws io.graphbus.problem.GraphBusException {@code DATABASE_IN_USE} when another process
     *     has it
     */
    public static EventFile open(Path data) {
        Path file = file(data, "");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            data.toString(),
                            "the directory cannot be made: " + e,
                            "Name another one with --data DIR.")
                    .toException(e);
        }
        JdbcConnectionPool connections =
                JdbcConnectionPool.create(
                        "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
        connections.setMaxConnections(32);
        try {
            connections.getConnection().close();
            LogSchema.create(connections);
            EventFile opened = new EventFile(connections);
            opened.takeOver(new FileStateStore(data.resolve("state"), Clock.systemUTC()));
            return opened;
        } catch (SQLException e) {
            connections.dispose();
            throw problem(file, e).toException(e);
        } catch (RuntimeException e) {
            connections.dispose();
            throw e;
        }
    }

    private static Problem problem(Path file, SQLException e) {
        if (IN_USE.equals(e.getSQLState())) {
            return Problem.of(
                    ProblemCode.DATABASE_IN_USE,
                    file.toString(),
                    "another process, probably 'graphbus run', has this event log",
                    "Stop it first; only what 'graphbus serve' runs can be asked meanwhile, with"
                            + " --server.");
        }
        return Problem.of(
                ProblemCode.DATABASE_UNREACHABLE,
                file.toString(),
                "the event log cannot be opened: " + e.getMessage(),
                "Check that the file is one of this version and can be written.");
    }

    /** States are where the log is, so that both are committed together. */
    private void takeOver(StateStore files) {
        if (files.list().isEmpty()) {
            return;
        }
        files.unused(
                () -> {
                    for (StateStore.StoredState state : files.list()) {
                        if (states.load(state.agent()).isEmpty()) {
                            states.save(state);
                        }
                        files.delete(state.agent());
                    }
                    return true;
                });
    }

    public EventLog log() {
        return log;
    }

    /** The states that are committed with the deliveries they follow from. */
    public StateStore states() {
        return states;
    }

    @Override
    public void close() {
        log.close();
        connections.dispose();
    }
}
