package io.graphbus.spring.transaction;

import io.graphbus.durable.Durability;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;

/** Lets events wait for the transaction they are published in, where Spring has transactions. */
@AutoConfiguration
@ConditionalOnClass(TransactionSynchronization.class)
@EnableConfigurationProperties(TransactionProperties.class)
public final class GraphBusTransactionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TransactionalPublishing graphBusTransactionalPublishing(
            TransactionProperties properties, ObjectProvider<Durability> durability) {
        Durability durable = durability.getIfUnique(() -> Durability.NONE);
        return new TransactionalPublishing(properties.publish(), durable::takes);
    }

    /** Counts what could not leave, where Micrometer is present. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Metrics {

        @Bean
        @ConditionalOnMissingBean(name = "graphBusTransactionMetrics")
        MeterBinder graphBusTransactionMetrics(TransactionalPublishing publishing) {
            return registry ->
                    FunctionCounter.builder(
                                    "graphbus.messages.lost",
                                    publishing,
                                    TransactionalPublishing::lost)
                            .description(
                                    "Events of committed transactions that the bus did not accept")
                            .register(registry);
        }
    }
}
