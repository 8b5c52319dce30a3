package io.graphbus.server.observation;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolderThreadLocalAccessor;

/** What a request's work takes along when it goes on on another thread. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

    @Bean
    ContextSnapshotFactory contextSnapshotFactory(ObservationRegistry observations) {
        ContextRegistry registry =
                new ContextRegistry()
                        .registerThreadLocalAccessor(
                                new ObservationThreadLocalAccessor(observations))
                        .registerThreadLocalAccessor(new SecurityContextHolderThreadLocalAccessor())
                        .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        return ContextSnapshotFactory.builder().contextRegistry(registry).build();
    }
}
