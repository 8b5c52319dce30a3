package io.graphbus.spring.metrics;

import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.durable.retention.Trimming;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.durable.GraphBusDurabilityAutoConfiguration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Shows the serving graph as meters, where Micrometer is present. */
@AutoConfiguration(
        after = {GraphBusAutoConfiguration.class, GraphBusDurabilityAutoConfiguration.class},
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(CurrentGraph.class)
public final class GraphBusMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "graphBusMetrics")
    MeterBinder graphBusMetrics(CurrentGraph current, ObjectProvider<CoherenceTracker> coherence) {
        Scores scores = new Scores(coherence::getIfAvailable, System::nanoTime);
        return new GraphBusMetrics(current, System::nanoTime, scores);
    }

    /** Where dead letters are thrown away some day. */
    @Bean
    @ConditionalOnBean(Trimming.class)
    MeterBinder graphBusExpiredLetters(Trimming trimming) {
        return registry ->
                FunctionCounter.builder("graphbus.dlq.expired", trimming, Trimming::expired)
                        .description("Dead letters thrown away since nobody replayed them in time.")
                        .register(registry);
    }
}
