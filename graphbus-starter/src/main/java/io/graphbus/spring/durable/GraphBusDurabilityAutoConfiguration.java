package io.graphbus.spring.durable;

import io.graphbus.agent.Once;
import io.graphbus.durable.Durability;
import io.graphbus.durable.once.LogOnce;
import io.graphbus.durable.retention.Trimming;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.spring.GraphBusProperties;
import io.graphbus.spring.GraphBusStateAutoConfiguration;
import io.graphbus.spring.PayloadMigrationsCustomizer;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.InMemoryMigrationHistory;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.JdbcStateStore;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Keeps the events of durable topics on the application's database, in its transactions. An {@link
 * EventLog} that the application brings is used instead.
 */
@AutoConfiguration(
        after = GraphBusStateAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@EnableConfigurationProperties({DurabilityProperties.class, GraphBusProperties.class})
public final class GraphBusDurabilityAutoConfiguration {

    @Bean
    Durability graphBusDurability(DurabilityProperties properties, GraphBusProperties all) {
        return properties.durability(all.payload().maxSize());
    }

    @Bean
    GraphBusCustomizer graphBusEventLogCustomizer(
            Durability durability, ObjectProvider<EventLog> logs) {
        return builder -> {
            if (durability.isAny()) {
                builder.eventLog(
                        logs.getIfAvailable(
                                () -> {
                                    throw noLog().toException();
                                }),
                        durability);
            }
        };
    }

    /** For handlers with effects outside. */
    @Bean
    @ConditionalOnBean(EventLog.class)
    @ConditionalOnMissingBean
    Once graphBusOnce(EventLog log, RuntimeOptions options) {
        return new LogOnce(log, options.clock());
    }

    /** Looks at the log once a minute. */
    @Bean(initMethod = "start")
    @Conditional(OnDurableTopics.class)
    @ConditionalOnBean(EventLog.class)
    @ConditionalOnMissingBean
    Trimming graphBusTrimming(
            EventLog log, DurabilityProperties properties, RuntimeOptions options) {
        return new Trimming(
                log, properties.retention().retention(), options.clock(), Duration.ofMinutes(1));
    }

    private static Problem noLog() {
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                "graphbus.durability",
                "Topics are durable, but there is no single DataSource to keep their events in.",
                "Add spring-boot-starter-jdbc and a spring.datasource.url, or a bean of type"
                        + " EventLog, or make all topics transient.");
    }

    /** On the application's database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSourceUtils.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    @ConditionalOnMissingBean(EventLog.class)
    @Conditional(OnDurableTopics.class)
    static class OnDatabase {

        private final DataSource connections;
        private final SpringTransactions transactions;

        OnDatabase(DataSource given, ObjectProvider<PlatformTransactionManager> managers) {
            this.connections = free(given);
            this.transactions =
                    new SpringTransactions(
                            connections,
                            managers.getIfUnique(() -> new JdbcTransactionManager(connections)));
        }

        /** Connections that a transaction is not in already. */
        private static DataSource free(DataSource given) {
            DataSource target =
                    given instanceof TransactionAwareDataSourceProxy proxy
                            ? proxy.getTargetDataSource()
                            : given;
            return Objects.requireNonNull(target);
        }

        /** After the application's own migrations, which may want to find nothing. */
        @Bean
        @DependsOnDatabaseInitialization
        EventLog graphBusEventLog(DurabilityProperties properties) {
            if (properties.initializeSchema()) {
                LogTables.create(connections);
            }
            return JdbcEventLog.open(connections, transactions);
        }

        /** States are committed with the deliveries that changed them. */
        @Bean
        @ConditionalOnMissingBean(StateStore.class)
        JdbcStateStore graphBusDurableStateStore() {
            return new JdbcStateStore(connections, transactions);
        }

        /** What was done with states is known until the application ends. */
        @Bean
        @ConditionalOnBean(JdbcStateStore.class)
        @ConditionalOnMissingBean
        StateMigrations.Source graphBusDurableStateMigrations(
                JdbcStateStore store,
                PayloadMigrationsCustomizer migrations,
                RuntimeOptions options) {
            MigrationHistory history = new InMemoryMigrationHistory();
            return () ->
                    new StateMigrations(store, history, migrations.migrations(), options.clock());
        }

        @Bean
        @ConditionalOnBean(JdbcStateStore.class)
        @ConditionalOnMissingBean
        StateUpgrade graphBusDurableStateUpgrade(StateMigrations.Source migrations) {
            return (state, version) ->
                    migrations.now().bring(state, version, "the start of " + state.agent());
        }
    }
}
