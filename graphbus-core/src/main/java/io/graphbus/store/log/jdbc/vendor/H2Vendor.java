package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog.Mark;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.jdbc.column.EventColumns;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.process.KeyLocks;
import io.graphbus.store.log.process.LocalClaims;
import io.graphbus.store.log.process.OpenAppends;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H2, which one process has alone: what is open and who claims what is known in it. */
public final class H2Vendor implements Vendor {

    /** A column takes 1,048,576 characters. */
    private static final EventColumns COLUMNS = new EventColumns(1_000_000);

    private static final String INSERT =
            "insert into graphbus_event (position, %s) values (?,%s)"
                    .formatted(COLUMNS.names(), COLUMNS.marks());

    private final Database database;
    private final Positions positions = new Positions();
    private final KeyLocks keys = new KeyLocks();
    private final OpenAppends open = new OpenAppends();
    private final LocalClaims claims = new LocalClaims(1, System::nanoTime);

    public H2Vendor(Database database) {
        this.database = database;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public EventColumns columns() {
        return COLUMNS;
    }

    @Override
    public Appending begin() {
        return new Batch();
    }

    @Override
    public boolean isOneStatement() {
        return false;
    }

    private final class Batch implements Appending {
        private final KeyLocks.Holder holder = new KeyLocks.Holder();
        private @Nullable Long ticket;

        @Override
        public long[] insert(Connection connection, List<EventData> events, boolean waits)
                throws SQLException {
            boolean[] free = lock(events, waits);
            if (ticket == null) {
                ticket = open.begin();
            }
            long position = positions.take(connection, events.size());
            long[] taken = new long[events.size()];
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (int i = 0; i < taken.length; i++) {
                    if (free[i]) {
                        taken[i] = position + i;
                        insert.setLong(1, taken[i]);
                        COLUMNS.bind(insert, 2, events.get(i));
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            return taken;
        }

        private boolean[] lock(List<EventData> events, boolean waits) {
            if (!waits) {
                return keys.tryLock(holder, events);
            }
            keys.lock(holder, events);
            boolean[] all = new boolean[events.size()];
            Arrays.fill(all, true);
            return all;
        }

        @Override
        public void end() {
            if (ticket != null) {
                open.end(ticket);
                ticket = null;
            }
            keys.release(holder);
        }
    }

    @Override
    public Mark mark() {
        return open.mark();
    }

    @Override
    public boolean isOver(Mark mark) {
        return open.isOver(mark);
    }

    @Override
    public boolean isAlone(Connection connection, Alone what) {
        return true;
    }

    @Override
    public boolean isFree(Connection connection, String hash) {
        return true;
    }

    @Override
    public String upsert(String table, List<String> keyColumns, List<String> others) {
        List<String> all = new ArrayList<>(keyColumns);
        all.addAll(others);
        return "merge into %s (%s) key (%s) values (?%s)"
                .formatted(
                        table,
                        String.join(", ", all),
                        String.join(", ", keyColumns),
                        ",?".repeat(all.size() - 1));
    }

    @Override
    public String is(String column) {
        return column + " = ?";
    }

    @Override
    public String matches(String column) {
        return column + " regexp ?";
    }

    @Override
    public Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept) {
        return claims.claim(reader, owner, time, exclusive, kept);
    }

    @Override
    public void release(String owner) {
        claims.release(owner);
    }

    @Override
    public void forget(Reader reader) {
        claims.forget(reader);
    }

    /** Who claims is in this process. */
    @Override
    public Settlement mine(Connection connection, Settlement settlement, boolean whole) {
        return settlement;
    }

    @Override
    public void close() {
        positions.giveBack(database);
    }
}
