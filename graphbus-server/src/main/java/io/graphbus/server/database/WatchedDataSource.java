package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool, which while the database is away refuses at once instead of making everybody wait for
 * it. Usable from any thread.
 */
class WatchedDataSource extends DelegatingDataSource {

    private static final String CANNOT_CONNECT = "08001";

    private final HikariDataSource pool;
    private final DatabaseWatch watch;
    private final @Nullable H2Pool h2;

    WatchedDataSource(HikariDataSource pool, DatabaseWatch watch) {
        super(pool);
        this.pool = pool;
        this.watch = watch;
        this.h2 =
                String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:h2:") ? new H2Pool(pool) : null;
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
            return h2 == null ? pool.getConnection() : h2.connection();
        } catch (SQLException e) {
            watch.answers();
            throw e;
        }
    }
}
