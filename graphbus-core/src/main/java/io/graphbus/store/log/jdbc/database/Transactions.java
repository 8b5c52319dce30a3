package io.graphbus.store.log.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** The transactions that threads are in, on the database of a log. Safe for use by many threads. */
public interface Transactions {

    /** Work with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Something that belongs to a transaction, used by its thread. */
    interface Part {
        /** Told once when the transaction is over. */
        void ended(boolean committed);

        /** Told when some of what was done in the transaction is rolled back before its end. */
        default void partlyRolledBack() {}
    }

    /** Whether the calling thread is in a transaction. */
    boolean isActive();

    /**
     * Does work in the calling thread's transaction, or in one that ends with the work.
     *
     * @throws SQLException when the database does not do it
     */
    <T> T joined(Work<T> work) throws SQLException;

    /**
     * What belongs to the calling thread's transaction for this owner.
     *
     * @param make called when the owner has nothing in it yet
     */
    <T extends Part> T part(Object owner, Class<T> type, Supplier<T> make);

    /**
     * Does work in the calling thread's transaction, or in one that ends with the work, which
     * {@link #joined} and others who use the same connections join.
     *
     * @throws SQLException when the transaction cannot begin or commit
     */
    void together(Runnable work) throws SQLException;
}
