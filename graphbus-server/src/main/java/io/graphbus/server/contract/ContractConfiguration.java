package io.graphbus.server.contract;

import io.graphbus.contract.ContractRegistry;
import io.graphbus.store.ContractStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry over this server's contracts. */
@Configuration(proxyBeanMethods = false)
class ContractConfiguration {

    @Bean
    ContractRegistry contractRegistry(ContractStore store, Clock clock) {
        return new ContractRegistry(store, clock);
    }
}
