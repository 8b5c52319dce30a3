package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool, which while the database is away refuses at once instead of making everybody wait for
 * it. An H2 database that could not write closes itself to all its connections, which still call
 * themselves valid; they are looked at before they are given out. Usable from any thread.
 */
class WatchedDataSource extends DelegatingDataSource {

    private static final String CANNOT_CONNECT = "08001";

    private final HikariDataSource pool;
    private final DatabaseWatch watch;
    private final boolean closesItself;

    WatchedDataSource(HikariDataSource pool, DatabaseWatch watch) {
        super(pool);
        this.pool = pool;
        this.watch = watch;
        this.closesItself = String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:h2:");
    }

    DatabaseWatch watch() {
        return watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var outage = watch.outage();
        if (outage.isPresent()) {
            throw new SQLTransientConnectionException(
                    "the database does not answer", CANNOT_CONNECT, outage.get().refusal());
        }
        try {
            return closesItself ? openConnection() : pool.getConnection();
        } catch (SQLException e) {
            watch.answers();
            throw e;
        }
    }

    /** The first new one opens the database again, or says why that cannot be. */
    private Connection openConnection() throws SQLException {
        Connection connection = pool.getConnection();
        while (!isOpen(connection)) {
            pool.evictConnection(connection);
            connection = pool.getConnection();
        }
        return connection;
    }

    /** Without a statement, which H2 would try for ever in a database that has closed itself. */
    private static boolean isOpen(Connection connection) throws SQLException {
        return !(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local
                && local.getDatabase().getStore().getMvStore().isClosed());
    }
}
