package io.graphbus.benchmarks.durable;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.database.LogSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A durable topic with one subscription, keyed by customer; handled is settled in the log. */
final class DurableGraph implements Contender {

    private static final String AGENT = "Clerk";
    private static final String SUBSCRIPTION = "orders";
    private static final Reader READER = new Reader(AGENT, SUBSCRIPTION);

    private final HikariDataSource database;
    private final JdbcEventLog log;
    private final Clerk clerk = new Clerk();
    private final LongAdder published = new LongAdder();
    private GraphBus bus;
    private long before;

    /** Handles orders. */
    @Agent(name = AGENT)
    static final class Clerk {
        private final LongAdder handled = new LongAdder();

        @Subscribes(id = SUBSCRIPTION, value = LogAppends.TOPIC)
        public void on(Order order) {
            handled.increment();
        }
    }

    DurableGraph(Databases databases) {
        this.database = databases.fresh();
        LogSchema.create(database);
        this.log = JdbcEventLog.open(database);
        this.bus = start();
    }

    private GraphBus start() {
        return GraphBus.builder()
                .agent(clerk)
                .eventLog(log, Durability.NONE.with(LogAppends.TOPIC, true))
                .build()
                .start();
    }

    @Override
    public String title() {
        return "**GraphBus**";
    }

    @Override
    public void store(int events) throws SQLException {
        bus.close();
        log.trim(null, 0, archived -> {});
        log.forget(READER);
        LogAppends.fill(log, events);
        Databases.execute(database, "analyze");
        bus = start();
        published.reset();
        before = settled();
    }

    @Override
    public void publish(Order order) {
        bus.publish(Publish.to(LogAppends.TOPIC, order).key(order.customer()));
        published.increment();
    }

    @Override
    public void publishAll(List<Order> orders) {
        orders.forEach(this::publish);
    }

    /** Publishes of several threads are appended together. */
    @Override
    public boolean hasGroups() {
        return false;
    }

    @Override
    public long handled() {
        return clerk.handled.sum();
    }

    @Override
    public void settle() throws InterruptedException {
        while (settled() - before < published.sum()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private long settled() {
        return log.progress(READER).stream().mapToLong(part -> part.counts().completed()).sum();
    }

    @Override
    public void close() {
        bus.close();
        log.close();
        database.close();
    }
}
