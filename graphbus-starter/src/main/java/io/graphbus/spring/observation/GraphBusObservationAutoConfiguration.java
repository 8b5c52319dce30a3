package io.graphbus.spring.observation;

import io.graphbus.spring.CurrentGraph;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Observes publishes, deliveries and calls where somebody handles observations, and otherwise
 * stands in nobody's way. Meters alone do not count: the engine has better ones.
 */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "graphbus.observation.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ObservationProperties.class)
public final class GraphBusObservationAutoConfiguration {

    private static final boolean METERS =
            ClassUtils.isPresent(
                    "io.micrometer.core.instrument.observation.MeterObservationHandler",
                    GraphBusObservationAutoConfiguration.class.getClassLoader());

    private final ThreadFrames frames = new ThreadFrames();
    private final Destinations destinations;
    private final BooleanSupplier heard;

    GraphBusObservationAutoConfiguration(
            ObservationRegistry registry,
            ObservationProperties properties,
            ObjectProvider<ObservationHandler<?>> handlers,
            ObjectProvider<CurrentGraph> current) {
        Supplier<@Nullable CurrentGraph> graph = SingletonSupplier.of(current::getIfAvailable);
        destinations = new Destinations(graph);
        Supplier<Boolean> answer =
                SingletonSupplier.of(() -> isHeard(registry, properties, handlers));
        heard = () -> Boolean.TRUE.equals(answer.get());
    }

    @Bean
    ObservedExecutions graphBusObservedExecutions(
            ObservationRegistry registry,
            ObjectProvider<DeliveryObservationConvention> deliveries,
            ObjectProvider<CallObservationConvention> calls) {
        return new ObservedExecutions(
                registry,
                heard,
                destinations,
                new ObservedExecutions.Conventions(
                        deliveries.getIfAvailable(), calls.getIfAvailable()),
                frames);
    }

    @Bean
    ObservedPublishes graphBusObservedPublishes(
            ObservationRegistry registry, ObjectProvider<PublishObservationConvention> convention) {
        return new ObservedPublishes(
                registry, heard, destinations, convention.getIfAvailable(), frames);
    }

    private static boolean isHeard(
            ObservationRegistry registry,
            ObservationProperties properties,
            ObjectProvider<ObservationHandler<?>> handlers) {
        if (registry.isNoop()) {
            return false;
        }
        boolean ownRegistry = registry.getClass() != ObservationRegistry.create().getClass();
        return Boolean.TRUE.equals(properties.enabled())
                || ownRegistry
                || handlers.stream().anyMatch(handler -> !isMeter(handler));
    }

    private static boolean isMeter(ObservationHandler<?> handler) {
        return METERS && handler instanceof MeterObservationHandler;
    }
}
