package io.graphbus.spring.health;

import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.durable.GraphBusDurabilityAutoConfiguration;
import io.graphbus.store.log.EventLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Adds the health contributor {@code graphbus}, with a child per agent, where Spring Boot's health
 * is present.
 */
@AutoConfiguration(
        after = {GraphBusAutoConfiguration.class, GraphBusDurabilityAutoConfiguration.class},
        beforeName =
                "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnClass({CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(CurrentGraph.class)
public final class GraphBusHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "graphbusHealthContributor")
    @ConditionalOnEnabledHealthIndicator("graphbus")
    CompositeHealthContributor graphbusHealthContributor(
            CurrentGraph current, ObjectProvider<ContractNotices> notices) {
        return new GraphHealth(
                current,
                agent -> notices.stream().flatMap(known -> known.of(agent).stream()).toList());
    }

    /** Where events are kept; lag never makes it down. */
    @Bean
    @ConditionalOnBean(EventLog.class)
    @ConditionalOnMissingBean(name = "graphbusDurabilityHealthIndicator")
    @ConditionalOnEnabledHealthIndicator("graphbus-durability")
    HealthIndicator graphbusDurabilityHealthIndicator(CurrentGraph current) {
        return new DurableHealth(current);
    }

    @Bean
    @ConditionalOnBooleanProperty("graphbus.health.readiness")
    AgentReadiness graphbusAgentReadiness(CurrentGraph current, ApplicationEventPublisher events) {
        return new AgentReadiness(current, events);
    }
}
