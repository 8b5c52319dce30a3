package io.graphbus.benchmarks.durable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** A row for each event, and nobody who reads it: what any outbox has to do at least. */
final class RawInserts implements Contender {

    private static final String COLUMNS =
            "insert into raw_events (id, topic, event_key, payload, published) ";
    private static final String INSERT = COLUMNS + "values (?, ?, ?, ?, ?)";

    private final Databases databases;
    private final HikariDataSource database;
    private final LongAdder inserted = new LongAdder();

    RawInserts(Databases databases) throws SQLException {
        this.databases = databases;
        this.database = databases.fresh();
        Databases.execute(
                database,
                "create table raw_events (position bigint generated always as identity primary"
                        + " key, id varchar(64) not null, topic varchar(255) not null, event_key"
                        + " varchar(255), payload text not null, published timestamp with time"
                        + " zone not null)");
    }

    @Override
    public String title() {
        return "raw insert, nothing handled";
    }

    @Override
    public void store(int events) throws SQLException {
        Databases.execute(
                database,
                "truncate table raw_events",
                COLUMNS
                        + "select cast(x as varchar(64)), '/order/created', 'customer-' || x, '"
                        + Order.of(0).json().replace("'", "''")
                        + "', current_timestamp from "
                        + databases.numbers(events),
                "analyze");
    }

    @Override
    public void publish(Order order) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            fill(insert, order);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        inserted.increment();
    }

    @Override
    public void publishAll(List<Order> orders) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (Order order : orders) {
                fill(insert, order);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        inserted.add(orders.size());
    }

    private static void fill(PreparedStatement insert, Order order) throws SQLException {
        int column = 0;
        insert.setString(++column, UUID.randomUUID().toString());
        insert.setString(++column, "/order/created");
        insert.setString(++column, order.customer());
        insert.setString(++column, order.json());
        insert.setTimestamp(++column, Timestamp.from(Instant.now()));
    }

    @Override
    public long handled() {
        return inserted.sum();
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
        database.close();
    }
}
