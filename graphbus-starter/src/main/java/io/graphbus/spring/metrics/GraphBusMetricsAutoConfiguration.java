package io.graphbus.spring.metrics;

import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
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
        after = GraphBusAutoConfiguration.class,
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
}
