package io.graphbus.spring.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Once;
import io.graphbus.bus.Publish;
import io.graphbus.gate.Idempotency;
import io.graphbus.problem.GraphBusException;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.durable.GraphBusDurabilityAutoConfiguration;
import io.graphbus.spring.transaction.GraphBusTransactionAutoConfiguration;
import io.graphbus.store.log.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusTransactionAutoConfiguration.class,
                                    GraphBusIdempotencyAutoConfiguration.class));

    @Test
    void aKeyStandsForOneEventWithinTheWindow() {
        runner.withPropertyValues("graphbus.idempotency.window=1m")
                .withBean(Stepped.class)
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            String first = bus.publish(event()).id();
                            assertThat(bus.publish(event()).id()).isEqualTo(first);
                            context.getBean(Stepped.class).now =
                                    Instant.EPOCH.plus(Duration.ofMinutes(1));
                            assertThat(bus.publish(event()).id()).isNotEqualTo(first);
                        });
    }

    @Test
    void switchedOffKeysAreRefused() {
        runner.withPropertyValues("graphbus.idempotency.enabled=false")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(Idempotency.class);
                            GraphBus bus = context.getBean(GraphBus.class);
                            assertThatThrownBy(() -> bus.publish(event()))
                                    .isInstanceOf(GraphBusException.class)
                                    .hasMessageContaining("remembers none");
                        });
    }

    @Test
    void theApplicationsOwnTakesItsPlace() {
        var own = new Idempotency(Duration.ofHours(1), 5, Clock.systemUTC());
        runner.withBean(Idempotency.class, () -> own)
                .run(context -> assertThat(context.getBean(Idempotency.class)).isSameAs(own));
    }

    @Test
    void valuesThatMakeNoSenseStopTheStart() {
        for (String wrong : new String[] {"window=0s", "window=-1s", "max-keys=0"}) {
            runner.withPropertyValues("graphbus.idempotency." + wrong)
                    .run(
                            context ->
                                    assertThat(context.getStartupFailure())
                                            .rootCause()
                                            .hasMessageContaining("graphbus.idempotency."));
        }
    }

    @Test
    void aTransactionRolledBackHasUsedNoKey() {
        runner.withConfiguration(
                        AutoConfigurations.of(
                                DataSourceAutoConfiguration.class,
                                DataSourceTransactionManagerAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true")
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            var transaction =
                                    new TransactionTemplate(
                                            context.getBean(PlatformTransactionManager.class));
                            transaction.executeWithoutResult(
                                    status -> {
                                        bus.publish(event());
                                        status.setRollbackOnly();
                                    });
                            assertThat(bus.stats().published()).isZero();
                            transaction.executeWithoutResult(
                                    status -> {
                                        bus.publish(event());
                                        bus.publish(event());
                                    });
                            assertThat(bus.stats().published()).isEqualTo(1);
                        });
    }

    @Test
    void keysOfDurableTopicsAreInTheDatabaseAndPartOfTheTransaction() {
        runner.withConfiguration(
                        AutoConfigurations.of(
                                GraphBusDurabilityAutoConfiguration.class,
                                DataSourceAutoConfiguration.class,
                                DataSourceTransactionManagerAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.generate-unique-name=true",
                        "graphbus.durability.mode=durable")
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            EventLog log = context.getBean(EventLog.class);
                            var transaction =
                                    new TransactionTemplate(
                                            context.getBean(PlatformTransactionManager.class));
                            transaction.executeWithoutResult(
                                    status -> {
                                        bus.publish(event());
                                        status.setRollbackOnly();
                                    });
                            assertThat(log.after(0, 9)).isEmpty();
                            transaction.executeWithoutResult(
                                    status -> {
                                        assertThat(bus.publish(event()).isDuplicate()).isFalse();
                                        assertThat(bus.publish(event()).isDuplicate()).isTrue();
                                        assertThatThrownBy(() -> bus.publish(another()))
                                                .isInstanceOf(GraphBusException.class);
                                    });
                            assertThat(bus.publish(event()).isDuplicate()).isTrue();
                            assertThat(log.after(0, 9)).hasSize(1);
                            assertThat(context).hasSingleBean(Once.class);
                        });
    }

    private static Publish another() {
        return Publish.to("/Order/Made", "coffee").idempotencyKey("k");
    }

    private static Publish event() {
        return Publish.to("/Order/Made", "tea").idempotencyKey("k");
    }

    /** A clock that is moved by hand. */
    static class Stepped extends Clock {
        private volatile Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
