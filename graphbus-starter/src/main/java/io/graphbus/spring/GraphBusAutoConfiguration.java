package io.graphbus.spring;

import io.graphbus.GraphBus;
import io.graphbus.health.HealthPolicy;
import io.graphbus.migration.Migration;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.ContractStore;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The application's graph as seen by everybody else: its options and health policy from properties,
 * and the {@link CurrentGraph} that health, metrics and the endpoint read. The graph itself comes
 * from {@link AgentsAutoConfiguration}.
 */
@AutoConfiguration(after = AgentsAutoConfiguration.class)
@EnableConfigurationProperties(GraphBusProperties.class)
public final class GraphBusAutoConfiguration {

    /** Spring's own default. */
    private static final Duration SHUTDOWN_PHASE = Duration.ofSeconds(30);

    @Bean
    @ConditionalOnMissingBean
    RuntimeOptions graphBusRuntimeOptions(
            GraphBusProperties properties, Environment environment, ObjectProvider<Clock> clock) {
        Duration phase =
                Binder.get(environment)
                        .bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
                        .orElse(SHUTDOWN_PHASE);
        RuntimeOptions options = properties.runtimeOptions(phase);
        return options.withClock(clock.getIfUnique(options::clock));
    }

    @Bean
    PayloadMigrationsCustomizer graphBusPayloadMigrations(
            GraphBusProperties properties,
            ObjectProvider<Migration> migrations,
            ObjectProvider<ContractStore> contracts) {
        return new PayloadMigrationsCustomizer(properties, migrations, contracts);
    }

    @Bean
    GraphBusCustomizer graphBusStateUpgrades(ObjectProvider<StateUpgrade> upgrades) {
        return builder -> upgrades.ifAvailable(builder::stateUpgrade);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(name = "graphbus.health.enabled", matchIfMissing = true)
    HealthPolicy graphBusHealthPolicy(GraphBusProperties properties) {
        return properties.health().policy().orElse(HealthPolicy.DEFAULTS);
    }

    @Bean
    @ConditionalOnBean(GraphBus.class)
    @ConditionalOnMissingBean
    CurrentGraph currentGraph(GraphBus bus) {
        return CurrentGraph.of(bus);
    }

    /** Whoever has the graph starts it; contexts below use it. */
    @Bean
    @ConditionalOnBean(value = GraphBus.class, search = SearchStrategy.CURRENT)
    GraphBusLifecycle graphBusLifecycle(GraphBus bus) {
        return new GraphBusLifecycle(bus);
    }
}
