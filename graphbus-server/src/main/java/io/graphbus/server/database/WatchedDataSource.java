package io.graphbus.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool, which while the database is away refuses at once instead of making everybody wait for
 * it. Usable from any thread.
 */
class WatchedDataSource extends DelegatingDataSource {

    private static final String CANNOT_CONNECT = "08001";

    private final DataSource pool;
    private final DatabaseWatch watch;

    WatchedDataSource(DataSource pool, DatabaseWatch watch) {
        super(pool);
        this.pool = pool;
        this.watch = watch;
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
            return pool.getConnection();
        } catch (SQLException e) {
            watch.answers();
            throw e;
        }
    }
}
