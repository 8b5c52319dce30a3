package io.graphbus.spring.endpoint;

import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Adds the Actuator endpoint {@code graphbus} where Actuator is present and the endpoint is
 * exposed.
 */
@AutoConfiguration(after = GraphBusAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(CurrentGraph.class)
public final class GraphBusEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(GraphBusEndpoint.class)
    GraphBusEndpoint graphBusEndpoint(CurrentGraph current) {
        return new GraphBusEndpoint(current);
    }
}
