package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog.Mark;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.jdbc.column.EventColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What databases do differently. Safe for use by many threads. */
public interface Vendor {

    int parts();

    EventColumns columns();

    /** A transaction in which events are appended, from before the first one. */
    Appending begin();

    /** Whether all that is appended at a time is one statement. */
    boolean isOneStatement();

    /** One transaction in which events are appended. Used by its thread. */
    interface Appending {

        /**
         * Appends events.
         *
         * @param waits whether for keys that others have; those are left out otherwise
         * @return their positions; 0 for those that are left out
         */
        long[] insert(Connection connection, List<EventData> events, boolean waits)
                throws SQLException;

        /** The transaction is over. */
        void end();
    }

    Mark mark();

    boolean isOver(Mark mark);

    /** Whether no other process does the same until the transaction is over. */
    boolean isAlone(Connection connection, Alone what) throws SQLException;

    /**
     * Whether no transaction of another process has a name; none is given it before this one is
     * over.
     *
     * @param hash of the name
     */
    boolean isFree(Connection connection, String hash) throws SQLException;

    /** What only one transaction does at a time. */
    enum Alone {
        RELEASING,
        TRIMMING
    }

    /** Puts a row in the place of one with the same keys. */
    String upsert(String table, List<String> keys, List<String> others);

    /** A condition that a column of an event that may be long is equal to a parameter. */
    String is(String column);

    /** A condition that text matches a regular expression, the parameter. */
    String matches(String column);

    Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept);

    void release(String owner);

    void forget(Reader reader);

    /**
     * What of a settlement no owner of another process has claimed, and none will before the
     * transaction is over.
     *
     * @param whole whether it is refused where something is missing
     */
    Settlement mine(Connection connection, Settlement settlement, boolean whole)
            throws SQLException;

    void close();
}
