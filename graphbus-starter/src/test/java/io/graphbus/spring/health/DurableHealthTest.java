package io.graphbus.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.Durability;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.database.LogSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DurableHealthTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Fails what is bad. */
    @Agent(name = "Billing")
    static final class Billing {
        @Subscribes(value = "/Order/New", id = "bill")
        void on(String order) {
            if (order.equals("bad")) {
                throw new IllegalStateException("bad");
            }
        }
    }

    private static GraphBus graph(EventLog log) {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL)
                .options(RuntimeOptions.builder().retry(RetryPolicy.DEFAULT.withRetries(0)).build())
                .agent(new Billing())
                .build();
    }

    private static Health health(GraphBus bus) {
        return new DurableHealth(CurrentGraph.of(bus), SOON).health();
    }

    @Test
    void subscriptionsAreToldOfThatAreBehindOrPausedOrHaveLetters() {
        try (GraphBus bus = graph(new InMemoryEventLog()).start()) {
            bus.publish("/Order/New", "good");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(health(bus).getDetails())
                    .containsEntry("log", "answers")
                    .containsEntry("subscriptions", 1)
                    .containsEntry("lag", 0L)
                    .containsEntry("dead", 0L)
                    .containsEntry("paused", 0L)
                    .doesNotContainKey("behind");

            bus.publish("/Order/New", "bad");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            await(() -> health(bus).getDetails().get("dead").equals(1L));
            bus.pauses().orElseThrow().pause("Billing", "bill");
            bus.publish("/Order/New", "good");
            await(() -> health(bus).getDetails().get("lag").equals(1L));
            Health paused = health(bus);
            assertThat(paused.getStatus()).isEqualTo(Status.UP);
            assertThat(paused.getDetails()).containsEntry("paused", 1L);
            Map<?, ?> behind = (Map<?, ?>) paused.getDetails().get("behind");
            assertThat((Map<?, ?>) behind.get("Billing.bill"))
                    .asString()
                    .matches("\\{lag=1, oldestAgeSeconds=\\d+, putOff=0, dead=1, paused=true\\}");
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void aLogThatCannotBeReadIsDown() throws SQLException {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:away", "sa", "");
        LogSchema.create(pool);
        try (GraphBus bus = graph(JdbcEventLog.open(pool))) {
            assertThat(health(bus).getStatus()).isEqualTo(Status.UP);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop all objects");
            }
            Health away = health(bus);
            assertThat(away.getStatus()).isEqualTo(Status.DOWN);
            assertThat(away.getDetails()).containsEntry("log", "DATABASE_UNREACHABLE");
        } finally {
            pool.dispose();
        }
    }

    @Test
    void aLogThatDoesNotAnswerIsDownAndNotWaitedFor() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:busy", "sa", "");
        LogSchema.create(pool);
        pool.setMaxConnections(2);
        try (GraphBus bus = graph(JdbcEventLog.open(pool))) {
            DurableHealth health = new DurableHealth(CurrentGraph.of(bus), Duration.ofMillis(50));
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(one).isNotSameAs(two);
                assertThat(health.health().getDetails())
                        .containsEntry("log", "has not answered for 50 ms");
                assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            }
            await(() -> health.health().getStatus().equals(Status.UP));
        } finally {
            pool.dispose();
        }
    }

    @Test
    void itIsThereWhereEventsAreKeptAndCanBeSwitchedOff() {
        ApplicationContextRunner runner =
                new ApplicationContextRunner()
                        .withConfiguration(
                                AutoConfigurations.of(
                                        GraphBusHealthAutoConfiguration.class,
                                        HealthContributorAutoConfiguration.class,
                                        HealthContributorRegistryAutoConfiguration.class))
                        .withBean(CurrentGraph.class, () -> CurrentGraph.of(GraphBus.of()));
        runner.run(context -> assertThat(context).doesNotHaveBean(DurableHealth.class));
        ApplicationContextRunner keeping = runner.withBean(InMemoryEventLog.class);
        keeping.run(
                context -> {
                    var found =
                            (HealthIndicator)
                                    context.getBean(HealthContributorRegistry.class)
                                            .getContributor("graphbusDurability");
                    assertThat(found).isNotNull();
                    Health none = found.health();
                    assertThat(none == null ? null : none.getStatus()).isEqualTo(Status.UNKNOWN);
                });
        keeping.withPropertyValues("management.health.graphbus-durability.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(DurableHealth.class));
    }
}
