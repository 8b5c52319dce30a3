package io.graphbus.spring.idempotency;

import io.graphbus.durable.Durability;
import io.graphbus.durable.once.PublishedKeys;
import io.graphbus.gate.Idempotency;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.store.log.EventLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Remembers idempotency keys, by the clock that the graph goes by. */
@AutoConfiguration(after = GraphBusAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "graphbus.idempotency.enabled", matchIfMissing = true)
@EnableConfigurationProperties(IdempotencyProperties.class)
public final class GraphBusIdempotencyAutoConfiguration {

    /** Behind what holds events back for a transaction: one rolled back has used no key. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnBean(RuntimeOptions.class)
    @ConditionalOnMissingBean
    Idempotency graphBusIdempotency(
            IdempotencyProperties properties,
            RuntimeOptions options,
            ObjectProvider<EventLog> logs,
            ObjectProvider<Durability> durable) {
        var keys = new Idempotency(properties.window(), properties.maxKeys(), options.clock());
        EventLog log = logs.getIfUnique();
        Durability topics = durable.getIfUnique();
        return log == null || topics == null
                ? keys
                : keys.keptIn(new PublishedKeys(log, topics, options.clock()));
    }
}
