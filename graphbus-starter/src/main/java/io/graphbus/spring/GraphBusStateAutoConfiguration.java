package io.graphbus.spring;

import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Keeps the state of agents in files where a directory is given, unless there is a store. */
@AutoConfiguration(after = GraphBusAutoConfiguration.class)
@ConditionalOnMissingBean(StateStore.class)
@ConditionalOnProperty("graphbus.state.directory")
public final class GraphBusStateAutoConfiguration {

    @Bean
    FileStateStore graphBusStateStore(GraphBusProperties properties, RuntimeOptions options) {
        Path directory = Objects.requireNonNull(properties.state().directory());
        return new FileStateStore(directory, options.clock());
    }
}
