package io.graphbus.server.state;

import io.graphbus.spring.durable.SpringTransactions;
import io.graphbus.store.StateStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores over this server's states. */
@Configuration(proxyBeanMethods = false)
class StateConfiguration {

    /**
     * Every operation has its own transaction: what an agent captured while a graph was being
     * swapped stays, even when the swap is undone. But a state and the completion of the delivery
     * that it follows from are kept together.
     */
    @Bean
    StateStore stateStore(
            StateRepository states,
            StateAsideRepository aside,
            Clock clock,
            PlatformTransactionManager manager) {
        TransactionTemplate own = new TransactionTemplate(manager);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        TransactionTemplate joining = new TransactionTemplate(manager);
        return new JpaStateStore(
                states, aside, clock, () -> SpringTransactions.isTogether() ? joining : own);
    }

    @Bean
    KeptStates keptStates(
            StateRepository states,
            StateAsideRepository aside,
            Clock clock,
            PlatformTransactionManager manager) {
        TransactionTemplate joining = new TransactionTemplate(manager);
        return new KeptStates(new JpaStateStore(states, aside, clock, () -> joining));
    }
}
