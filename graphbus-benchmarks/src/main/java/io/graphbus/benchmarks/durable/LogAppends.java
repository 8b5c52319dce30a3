package io.graphbus.benchmarks.durable;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.database.LogSchema;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** The event log alone: keyed appends, each committed, without a graph that waits for them. */
final class LogAppends implements Contender {

    static final String TOPIC = "/order/created";
    private static final int BATCH = 1_000;

    /** Ids of events of a process follow each other. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final HikariDataSource database;
    private final JdbcEventLog log;
    private final LongAdder appended = new LongAdder();

    LogAppends(Databases databases) {
        this.database = databases.fresh();
        LogSchema.create(database);
        this.log = JdbcEventLog.open(database);
    }

    @Override
    public String title() {
        return "GraphBus's log, nothing handled";
    }

    @Override
    public void store(int events) throws SQLException {
        log.trim(null, 0, archived -> {});
        fill(log, events);
        Databases.execute(database, "analyze");
    }

    /** Appends so many events. */
    static void fill(JdbcEventLog log, int events) {
        for (int first = 0; first < events; first += BATCH) {
            int end = Math.min(events, first + BATCH);
            log.append(
                    LongStream.range(first, end)
                            .mapToObj(Order::of)
                            .map(LogAppends::data)
                            .toList());
        }
    }

    private static EventData data(Order order) {
        String id = "log-" + NUMBERS.incrementAndGet();
        return new EventData(
                id,
                TOPIC,
                "external",
                order.json(),
                order.customer(),
                null,
                null,
                Map.of(),
                id,
                null,
                0,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null);
    }

    @Override
    public void publish(Order order) {
        log.append(List.of(data(order)));
        appended.increment();
    }

    @Override
    public void publishAll(List<Order> orders) {
        log.append(orders.stream().map(LogAppends::data).toList());
        appended.add(orders.size());
    }

    @Override
    public long handled() {
        return appended.sum();
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
        log.close();
        database.close();
    }
}
