package io.graphbus.spring;

import io.graphbus.migration.state.StateMigrations;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.state.FileStateStore;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.FileMigrationHistory;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Keeps the state of agents in files where a directory is given, unless there is a store, and
 * migrates what another version of an agent has saved.
 */
@AutoConfiguration(after = GraphBusAutoConfiguration.class)
@ConditionalOnMissingBean(StateStore.class)
@ConditionalOnProperty("graphbus.state.directory")
public final class GraphBusStateAutoConfiguration {

    @Bean
    FileStateStore graphBusStateStore(GraphBusProperties properties, RuntimeOptions options) {
        Path directory = Objects.requireNonNull(properties.state().directory());
        return new FileStateStore(directory, options.clock());
    }

    /** By the migrations that are beans or in the configured directory. */
    @Bean
    @ConditionalOnMissingBean
    StateMigrations.Source graphBusStateMigrations(
            GraphBusProperties properties,
            FileStateStore store,
            RuntimeOptions options,
            PayloadMigrationsCustomizer migrations) {
        Path directory = Objects.requireNonNull(properties.state().directory());
        MigrationHistory history = new FileMigrationHistory(directory.resolve("migrations"));
        return () -> new StateMigrations(store, history, migrations.migrations(), options.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    StateUpgrade graphBusStateUpgrade(StateMigrations.Source migrations) {
        return (state, version) ->
                migrations.now().bring(state, version, "the start of " + state.agent());
    }
}
