package io.graphbus.spring.coherence;

import io.graphbus.coherence.CoherenceOptions;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.kept.CoherenceStore;
import io.graphbus.coherence.kept.FileCoherenceStore;
import io.graphbus.coherence.kept.InteractionFile;
import io.graphbus.migration.delivery.DeliverySignal;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryDead;
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.PayloadMigrationsCustomizer;
import io.graphbus.store.ContractStore;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Counts what the serving graph delivers, for its coherence score, and keeps it where there is a
 * store.
 */
@AutoConfiguration(after = GraphBusAutoConfiguration.class)
@ConditionalOnBean(CurrentGraph.class)
@ConditionalOnBooleanProperty(name = "graphbus.coherence.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CoherenceProperties.class)
public final class GraphBusCoherenceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CoherenceTracker graphBusCoherence(CoherenceProperties properties, RuntimeOptions options) {
        return new CoherenceTracker(
                new CoherenceOptions(
                        properties.halfLife(), properties.maxCells(), options.clock()));
    }

    @Bean
    SignalListener<DeliveryCompleted> graphBusCoherenceOfDeliveries(CoherenceTracker tracker) {
        return tracker.made();
    }

    @Bean
    SignalListener<DeliveryDead> graphBusCoherenceOfFailures(CoherenceTracker tracker) {
        return tracker.givenUp();
    }

    @Bean
    SignalListener<DeliverySkipped> graphBusCoherenceOfSkips(CoherenceTracker tracker) {
        return tracker.skipped();
    }

    @Bean
    SignalListener<DeliverySignal> graphBusCoherenceOfPayloads(CoherenceTracker tracker) {
        return tracker.payloads();
    }

    @Bean
    @ConditionalOnMissingBean(CoherenceStore.class)
    @ConditionalOnProperty("graphbus.coherence.directory")
    FileCoherenceStore graphBusCoherenceStore(CoherenceProperties properties) {
        return new FileCoherenceStore(Objects.requireNonNull(properties.directory()));
    }

    @Bean
    @ConditionalOnProperty("graphbus.coherence.interactions")
    InteractionFile graphBusInteractions(CoherenceTracker tracker, CoherenceProperties properties) {
        InteractionFile file =
                InteractionFile.open(Objects.requireNonNull(properties.interactions()));
        tracker.recorder(file);
        return file;
    }

    @Bean
    CoherenceKeeping graphBusCoherenceKeeping(
            CoherenceTracker tracker,
            CurrentGraph current,
            ObjectProvider<CoherenceStore> store,
            ObjectProvider<ContractStore> contracts,
            PayloadMigrationsCustomizer migrations,
            ObjectProvider<StateMigrations.Source> states) {
        return new CoherenceKeeping(
                tracker,
                current,
                store.getIfAvailable(),
                contracts.getIfAvailable(),
                () -> migrations.migrations().stream(),
                states::getIfUnique);
    }

    /** Whoever has to wait for a store has a bean of this name. */
    @Bean
    @ConditionalOnMissingBean(name = "graphBusCoherenceLifecycle")
    CoherenceLifecycle graphBusCoherenceLifecycle(CoherenceKeeping keeping) {
        return new CoherenceLifecycle(keeping);
    }
}
