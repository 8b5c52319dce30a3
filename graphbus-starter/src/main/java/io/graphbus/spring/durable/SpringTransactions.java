package io.graphbus.spring.durable;

import io.graphbus.store.log.jdbc.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's transactions on the database of an event log. One that is on something else is none
 * here: what is published in it is kept at once. Safe for use by many threads.
 */
public final class SpringTransactions implements Transactions {

    private static final String TOGETHER = SpringTransactions.class.getName() + ".together";

    private final DataSource connections;
    private final TransactionTemplate template;

    /**
     * Transactions of a database.
     *
     * @param connections that transactions are bound to
     * @param manager begins those that nobody else has begun
     */
    public SpringTransactions(DataSource connections, PlatformTransactionManager manager) {
        this.connections = connections;
        this.template = new TransactionTemplate(manager);
        template.setName(TOGETHER);
    }

    /**
     * Whether the calling thread is in a transaction that {@link #together} has begun: a store that
     * otherwise has transactions of its own joins that one.
     */
    public static boolean isTogether() {
        return TOGETHER.equals(TransactionSynchronizationManager.getCurrentTransactionName());
    }

    @Override
    public boolean isActive() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getResource(connections)
                        instanceof ConnectionHolder holder
                && !isAutoCommit(holder);
    }

    /** A connection that a transaction on something else has bound commits by itself. */
    private static boolean isAutoCommit(ConnectionHolder holder) {
        try {
            return holder.getConnection().getAutoCommit();
        } catch (SQLException e) { // broken: what is done next with it tells
            return false;
        }
    }

    @Override
    public <T> T joined(Work<T> work) throws SQLException {
        Connection connection = DataSourceUtils.doGetConnection(connections);
        try {
            return work.on(connection);
        } finally {
            DataSourceUtils.doReleaseConnection(connection, connections);
        }
    }

    @Override
    public <T extends Part> T part(Object owner, Class<T> type, Supplier<T> make) {
        if (!isActive()) {
            throw new IllegalStateException("the calling thread is in no transaction");
        }
        TransactionParts parts =
                TransactionSynchronizationManager.getResource(this)
                                instanceof TransactionParts known
                        ? known
                        : TransactionParts.begin(this);
        return type.cast(parts.of(owner, make));
    }

    @Override
    public void together(Runnable work) throws SQLException {
        try {
            template.executeWithoutResult(status -> work.run());
        } catch (TransactionException e) {
            throw new SQLException("the transaction could not begin or end", e);
        }
    }
}
