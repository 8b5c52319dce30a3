package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends connections to an H2 file. A database that could not write, for want of room, closes itself
 * to all its connections. They go on calling themselves valid, and a statement or a rollback in one
 * may be tried for ever, so both are kept from them. The first new connection opens the database
 * again. Usable from any thread.
 */
final class H2Pool {

    private static final Logger log = LoggerFactory.getLogger(H2Pool.class);

    private static final String BROKEN = "08006";

    private final HikariDataSource pool;

    H2Pool(HikariDataSource pool) {
        this.pool = pool;
    }

    Connection connection() throws SQLException {
        Connection connection = pool.getConnection();
        while (!isOpen(connection)) {
            giveUp(connection);
            connection = pool.getConnection();
        }
        Connection lent = connection;
        return (Connection)
                Proxy.newProxyInstance(
                        H2Pool.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> invoke(lent, method, arguments));
    }

    private @Nullable Object invoke(
            Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        boolean ends =
                switch (method.getName()) {
                    case "commit", "rollback", "close" -> true;
                    default -> false;
                };
        if (ends && !connection.isClosed() && !isOpen(connection)) {
            giveUp(connection);
            if (method.getName().equals("commit")) {
                throw new SQLNonTransientConnectionException(
                        "the database closed itself before the commit", BROKEN);
            }
            return null; // nothing of it was kept
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Ends the session first, which then has nothing to roll back. */
    private void giveUp(Connection connection) throws SQLException {
        try {
            connection.unwrap(JdbcConnection.class).getSession().close();
        } catch (DbException | MVStoreException e) {
            log.debug("The database is closed, as is known", e);
        }
        pool.evictConnection(connection);
    }

    private static boolean isOpen(Connection connection) throws SQLException {
        return !(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local)
                || isOpen(local.getDatabase());
    }

    private static boolean isOpen(Database database) {
        MVStore store = database.getStore().getMvStore();
        return !database.isClosing() && store.getPanicException() == null && !store.isClosed();
    }
}
