package io.graphbus.spring.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.retention.Trimming;
import io.graphbus.problem.GraphBusException;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.GraphBusStateAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.transaction.GraphBusTransactionAutoConfiguration;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.JdbcStateStore;
import io.graphbus.store.log.jdbc.database.LogSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class DurabilityAutoConfigurationTest {

    private final ApplicationContextRunner withoutDatabase =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusTransactionAutoConfiguration.class,
                                    GraphBusDurabilityAutoConfiguration.class));

    private final ApplicationContextRunner runner =
            withoutDatabase
                    .withConfiguration(
                            AutoConfigurations.of(
                                    DataSourceAutoConfiguration.class,
                                    DataSourceTransactionManagerAutoConfiguration.class))
                    .withPropertyValues("spring.datasource.generate-unique-name=true")
                    .withBean(Listener.class);

    private final ApplicationContextRunner durable =
            runner.withPropertyValues("graphbus.durability.topics[/Order/**]=durable");

    /** Hears of orders. */
    @Agent
    static class Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Subscribes("/Order/Created")
        void onOrder(String order) {
            heard.add(order);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
        }
    }

    private static List<String> topics(EventLog log) {
        return log.after(0, 100).stream()
                .map(StoredEvent::data)
                .map(event -> event.topic() + " " + event.payload())
                .toList();
    }

    private static TransactionTemplate transaction(ApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static List<Map<String, Object>> tables(ApplicationContext context) {
        return new JdbcTemplate(context.getBean(DataSource.class))
                .queryForList(
                        "select table_name from information_schema.tables"
                                + " where lower(table_name) like 'graphbus_%'");
    }

    @Test
    void withoutDurableTopicsNothingIsKept() {
        runner.run(
                context -> {
                    assertThat(context).doesNotHaveBean(EventLog.class);
                    context.getBean(GraphBus.class).publish("/Order/Created", "one");
                    assertThat(context.getBean(Listener.class).next()).isEqualTo("one");
                    assertThat(tables(context)).isEmpty();
                });
    }

    @Test
    void eventsOfDurableTopicsAreInTheDatabaseAndOthersAreNot() {
        durable.run(
                context -> {
                    EventLog log = context.getBean(EventLog.class);
                    context.getBean(GraphBus.class).publish("/Order/Created", "one");
                    context.getBean(GraphBus.class).publish("/Other", "two");

                    assertThat(log).isInstanceOf(JdbcEventLog.class);
                    assertThat(topics(log)).containsExactly("/Order/Created \"one\"");
                    assertThat(context.getBean(Listener.class).next()).isEqualTo("one");
                    assertThat(context).doesNotHaveBean(Flyway.class);
                });
    }

    @Test
    void anEventIsPartOfTheTransactionItIsPublishedIn() {
        durable.run(
                context -> {
                    EventLog log = context.getBean(EventLog.class);
                    GraphBus bus = context.getBean(GraphBus.class);
                    Listener listener = context.getBean(Listener.class);
                    TransactionTemplate transaction = transaction(context);
                    transaction.executeWithoutResult(
                            status -> {
                                bus.publish("/Order/Created", "never");
                                status.setRollbackOnly();
                            });
                    transaction.executeWithoutResult(
                            status -> {
                                bus.publish("/Order/Created", "one");
                                assertThat(topics(log)).isEmpty();
                                assertThat(listener.heard).isEmpty();
                            });

                    assertThat(topics(log)).containsExactly("/Order/Created \"one\"");
                    assertThat(listener.next()).isEqualTo("one");
                    assertThat(listener.heard).isEmpty();
                });
    }

    @Test
    void whatASavepointRollsBackIsNeverDelivered() {
        durable.run(
                context -> {
                    GraphBus bus = context.getBean(GraphBus.class);
                    Listener listener = context.getBean(Listener.class);
                    TransactionTemplate nested = transaction(context);
                    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
                    transaction(context)
                            .executeWithoutResult(
                                    status -> {
                                        bus.publish("/Order/Created", "one");
                                        nested.executeWithoutResult(
                                                inner -> {
                                                    bus.publish("/Order/Created", "never");
                                                    inner.setRollbackOnly();
                                                });
                                        bus.publish("/Order/Created", "two");
                                    });

                    assertThat(topics(context.getBean(EventLog.class))).hasSize(2);
                    assertThat(listener.next()).isEqualTo("one");
                    assertThat(listener.next()).isEqualTo("two");
                    assertThat(listener.heard).isEmpty();
                });
    }

    @Test
    void aTransactionWithinAnotherCommitsByItself() {
        durable.run(
                context -> {
                    GraphBus bus = context.getBean(GraphBus.class);
                    TransactionTemplate inner = transaction(context);
                    inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                    transaction(context)
                            .executeWithoutResult(
                                    outer -> {
                                        bus.publish("/Order/Created", "never");
                                        inner.executeWithoutResult(
                                                status -> bus.publish("/Order/Created", "one"));
                                        outer.setRollbackOnly();
                                    });

                    assertThat(topics(context.getBean(EventLog.class)))
                            .containsExactly("/Order/Created \"one\"");
                    assertThat(context.getBean(Listener.class).next()).isEqualTo("one");
                });
    }

    @Test
    void whatIsDoneTogetherIsSeenByTheApplicationsTransactions() {
        durable.run(
                context -> {
                    EventLog log = context.getBean(EventLog.class);
                    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                    jdbc.execute("create table stock (n int)");
                    assertThatThrownBy(
                                    () ->
                                            log.together(
                                                    () -> {
                                                        jdbc.update("insert into stock values (1)");
                                                        throw new IllegalStateException("no");
                                                    }))
                            .isInstanceOf(IllegalStateException.class);
                    log.together(() -> jdbc.update("insert into stock values (2)"));
                    assertThat(jdbc.queryForList("select n from stock", Integer.class))
                            .containsExactly(2);
                });
    }

    @Test
    void statesAreKeptBesideTheEventsWhereNothingElseKeepsThem(@TempDir Path directory) {
        durable.run(context -> assertThat(context).hasSingleBean(JdbcStateStore.class));
        durable.withConfiguration(AutoConfigurations.of(GraphBusStateAutoConfiguration.class))
                .withPropertyValues("graphbus.state.directory=" + directory)
                .run(context -> assertThat(context).doesNotHaveBean(JdbcStateStore.class));
    }

    @Test
    void howLongEventsAreKeptIsAProperty() {
        durable.withPropertyValues(
                        "graphbus.durability.retention.age=0",
                        "graphbus.durability.retention.count=2")
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            for (int i = 0; i < 5; i++) {
                                bus.publish("/Order/Unheard", i);
                            }
                            Trimming trimming = context.getBean(Trimming.class);
                            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                            while (trimming.trim() == 0 && System.nanoTime() < end) {
                                Thread.onSpinWait();
                            }
                            assertThat(topics(context.getBean(EventLog.class)).size())
                                    .isBetween(2, 4);
                        });
        runner.run(context -> assertThat(context).doesNotHaveBean(Trimming.class));
    }

    @Test
    void theTablesHaveAHistoryOfTheirOwnBesideTheApplicationsMigrations() {
        durable.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withPropertyValues(
                        "spring.flyway.locations=", "spring.flyway.fail-on-missing-locations=false")
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(Flyway.class);
                            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                            assertThat(
                                            jdbc.queryForList(
                                                    "select \"script\" from \"graphbus_log_history\""
                                                            + " where \"version\" <> '0'",
                                                    String.class))
                                    .containsExactly(
                                            "V1__event_log.sql",
                                            "V2__paused_subscriptions.sql",
                                            "V3__position_sequence.sql",
                                            "V4__begun.sql",
                                            "V5__kept_names.sql");
                        });
    }

    @Test
    void flywayGoesOnWithTablesThatWereMadeWithoutItAndTheOtherWayRound() {
        runner.run(
                context -> {
                    DataSource database = context.getBean(DataSource.class);
                    LogSchema.create(database);
                    LogTables.create(database);
                    LogSchema.create(database);
                    new JdbcTemplate(database).execute("drop all objects");
                    LogTables.create(database);
                    LogSchema.create(database);
                    assertThat(JdbcEventLog.open(database).newest()).isZero();
                });
    }

    @Test
    void withoutFlywayTheTablesAreMadeAllTheSame() {
        durable.withClassLoader(new FilteredClassLoader("org.flywaydb"))
                .run(context -> assertThat(context.getBean(EventLog.class).newest()).isZero());
    }

    @Test
    void theTablesAreTheApplicationsBusinessWhereThePropertySaysSo() {
        durable.withPropertyValues("graphbus.durability.initialize-schema=false")
                .run(
                        context -> {
                            assertThat(context).hasFailed();
                            assertThat(context.getStartupFailure())
                                    .hasStackTraceContaining("DATABASE_UNREACHABLE");
                        });
    }

    @Test
    void anEventLogOfTheApplicationsOwnIsUsed() {
        withoutDatabase
                .withBean(Listener.class)
                .withBean(InMemoryEventLog.class, () -> new InMemoryEventLog())
                .withPropertyValues("graphbus.durability.mode=durable")
                .run(
                        context -> {
                            context.getBean(GraphBus.class).publish("/Order/Created", "one");
                            assertThat(topics(context.getBean(EventLog.class))).hasSize(1);
                            assertThat(context.getBean(Listener.class).next()).isEqualTo("one");
                        });
    }

    @Test
    void durableTopicsWithoutADatabaseAreAProblem() {
        withoutDatabase
                .withPropertyValues("graphbus.durability.mode=durable")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasRootCauseInstanceOf(GraphBusException.class)
                                        .hasStackTraceContaining("no single DataSource"));
    }

    @Test
    void whatIsNoPatternIsAProblem() {
        runner.withPropertyValues("graphbus.durability.topics.order=durable")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .hasStackTraceContaining("topics[/order/*]"));
    }
}
