package io.graphbus.server.contract;

import io.graphbus.contract.ContractRegistry;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry over this server's contracts. */
@Configuration(proxyBeanMethods = false)
class ContractConfiguration {

    @Bean
    ContractRegistry contractRegistry(
            ContractStore store, Clock clock, ApplicationEventPublisher events) {
        return new ContractRegistry(
                store,
                clock,
                registered ->
                        events.publishEvent(
                                new ContractLookup.Registered(
                                        registered.stream().map(StoredContract::agent).toList())));
    }
}
