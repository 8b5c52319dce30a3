package io.graphbus.server.coherence;

import io.graphbus.server.database.DatabaseStart;
import io.graphbus.spring.coherence.CoherenceKeeping;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has what is kept of coherence opened when the database is. */
@Configuration(proxyBeanMethods = false)
class CoherenceConfiguration {

    @Bean
    CoherenceStart graphBusCoherenceLifecycle(
            DatabaseStart database, ObjectProvider<CoherenceKeeping> keeping) {
        return new CoherenceStart(database, keeping);
    }
}
