package io.graphbus.spring.logging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Has log lines name the agent they come from, unless that is switched off. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "graphbus.logging.context", matchIfMissing = true)
public final class GraphBusLoggingAutoConfiguration {

    @Bean
    LoggingContext graphBusLoggingContext() {
        return new LoggingContext();
    }
}
