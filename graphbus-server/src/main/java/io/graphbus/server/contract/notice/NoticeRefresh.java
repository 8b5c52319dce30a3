package io.graphbus.server.contract.notice;

import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.server.contract.ContractLookup;
import io.graphbus.server.graph.LiveGraph;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks again after contracts were registered or another graph has taken over, once that is
 * committed. Neither fails because this does.
 */
@Component
class NoticeRefresh {

    private static final Logger log = LoggerFactory.getLogger(NoticeRefresh.class);

    private final ContractNotices notices;
    private final TransactionTemplate transaction;

    NoticeRefresh(ContractNotices notices, LiveGraph live, PlatformTransactionManager manager) {
        this.notices = notices;
        this.transaction = new TransactionTemplate(manager);
        transaction.setReadOnly(true);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        live.onChange(bus -> committed(notices::refresh));
    }

    @EventListener
    void registered(ContractLookup.Registered event) {
        committed(() -> notices.refresh(Set.copyOf(event.agents())));
    }

    private void committed(Runnable look) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            look(look);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        look(look);
                    }
                });
    }

    private void look(Runnable look) {
        try {
            transaction.executeWithoutResult(tx -> look.run());
        } catch (RuntimeException e) {
            log.warn("Who is hit by registered contracts could not be found out", e);
        }
    }
}
