package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.Durability;
import io.graphbus.durable.audit.Account;
import io.graphbus.durable.letter.Replay;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Logs that were made by the first version of their scripts, and left in the middle of work. */
class UpgradeTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Reader BILLING = new Reader("Billing", "orders");
    private static final Reader TOTALS = new Reader("Totals", "orders");

    record Order(int number) {}

    @Agent(name = "Billing")
    static final class Billing {
        final List<Integer> heard = new CopyOnWriteArrayList<>();
        final List<String> ids = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Order/*", id = "orders")
        void on(Order order, Event event) {
            heard.add(order.number());
            ids.add(event.id());
        }
    }

    record Count(int count) {}

    @Agent(name = "Totals")
    static final class Totals implements Stateful<Count> {
        private int count;

        @Subscribes(value = "/Order/*", id = "orders")
        void on(Order order) {
            count++;
        }

        @Override
        public Count captureState() {
            return new Count(count);
        }

        @Override
        public void restoreState(Count state) {
            count = state.count();
        }
    }

    @Test
    void onH2GoOnWhereTheyWereLeft() {
        try (HikariDataSource database = TestDatabase.h2Empty()) {
            goesOn(database);
        }
    }

    @Test
    void onPostgresGoOnWhereTheyWereLeft() {
        try (HikariDataSource database = TestDatabase.postgresEmpty()) {
            goesOn(database);
        }
    }

    private static void goesOn(HikariDataSource database) {
        int first = run(database, script(database));
        LogSchema.create(database);
        assertThat(first).isEqualTo(1);
        assertThat(number(database, "select count(*) from \"graphbus_log_history\""))
                .isGreaterThan(1);
        ThreadTransactions transactions = new ThreadTransactions(database);
        Billing billing = new Billing();
        try (JdbcEventLog log = JdbcEventLog.open(database, transactions)) {
            JdbcStateStore states = new JdbcStateStore(database, transactions);
            try (GraphBus bus = graph(log, states, billing)) {
                await(() -> billing.heard.size() >= 7 && completed(log, TOTALS) == 11);
                assertThat(billing.heard).containsExactlyInAnyOrder(4, 6, 7, 8, 9, 10, 11);
                assertThat(billing.heard.stream().filter(n -> n == 6 || n == 7 || n == 9))
                        .containsExactly(6, 7, 9);
                assertThat(billing.heard.stream().filter(n -> n % 2 == 0 && n != 6))
                        .containsExactly(4, 8, 10);

                bus.deadLetters().orElseThrow().replay(Replay.of(List.of("e2-billing")));
                await(() -> billing.ids.contains("e2"));
                bus.publish("/Order/New", new Order(12));
                await(() -> billing.heard.contains(12) && completed(log, TOTALS) == 12);
                await(() -> counts(log, BILLING).completed() == 3 + 9);
                assertThat(bus.audit().orElseThrow().accounts())
                        .hasSize(2)
                        .allMatch(Account::addsUp)
                        .allMatch(account -> String.valueOf(account.note()).startsWith("Where it"));
            }
            addsUp(log);
            assertThat(states.load("Totals").orElseThrow().json()).isEqualTo("{\"count\":12}");
        }
        assertThat(billing.heard).hasSize(9).doesNotHaveDuplicates();
    }

    private static void addsUp(JdbcEventLog log) {
        Counts billed = counts(log, BILLING);
        assertThat(billed.offered()).isEqualTo(13);
        assertThat(billed.replayed()).isEqualTo(1);
        assertThat(billed.completed() + billed.dead()).isEqualTo(13);
        assertThat(counts(log, TOTALS).offered()).isEqualTo(12);
        assertThat(log.deferred(BILLING)).isEmpty();
        assertThat(log.deadLetters().count(Filter.ALL)).isZero();
    }

    private static GraphBus graph(JdbcEventLog log, JdbcStateStore states, Billing billing) {
        RetryPolicy quick = RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(5));
        return GraphBus.builder()
                .eventLog(log, Durability.ALL)
                .state(states)
                .options(RuntimeOptions.builder().retry(quick).build())
                .agent(billing)
                .agent(new Totals())
                .build()
                .start();
    }

    private static Counts counts(JdbcEventLog log, Reader reader) {
        return log.progress(reader).stream()
                .map(Progress::counts)
                .reduce(Counts.NONE, Counts::plus);
    }

    private static long completed(JdbcEventLog log, Reader reader) {
        return counts(log, reader).completed();
    }

    private static String script(HikariDataSource database) {
        try (Connection connection = database.getConnection();
                InputStream in =
                        UpgradeTest.class.getResourceAsStream(
                                "first-version-" + LogSchema.vendor(connection) + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (SQLException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many scripts have run then. */
    private static int run(HikariDataSource database, String script) {
        List<String> statements = new ArrayList<>();
        for (String sql : script.replaceAll("(?m)^--.*$", "").split(";")) {
            if (!sql.isBlank()) {
                statements.add(sql);
            }
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return number(database, "select count(*) from \"graphbus_log_history\"");
    }

    private static int number(HikariDataSource database, String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
