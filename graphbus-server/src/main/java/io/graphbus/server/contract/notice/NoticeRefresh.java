package io.graphbus.server.contract.notice;

import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.server.contract.ContractLookup;
import io.graphbus.server.graph.LiveGraph;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
 * committed. Neither fails because this does, and a transaction that is ending does not wait for
 * it: it still holds its connection, and this needs one as well.
 */
@Component
class NoticeRefresh {

    private static final Logger log = LoggerFactory.getLogger(NoticeRefresh.class);

    private final ContractNotices notices;
    private final TransactionTemplate transaction;
    private final ExecutorService later =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("graphbus-notices").daemon().factory());

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
                        later(look);
                    }
                });
    }

    private void later(Runnable look) {
        try {
            later.execute(() -> look(look));
        } catch (RejectedExecutionException e) {
            log.debug("The server is stopping, nobody is told any more", e);
        }
    }

    /** What was registered last is still told, as far as that is quick. */
    @PreDestroy
    void stop() throws InterruptedException {
        later.shutdown();
        if (!later.awaitTermination(5, TimeUnit.SECONDS)) {
            later.shutdownNow();
        }
    }

    private void look(Runnable look) {
        try {
            transaction.executeWithoutResult(tx -> look.run());
        } catch (RuntimeException e) {
            log.warn("Who is hit by registered contracts could not be found out", e);
        }
    }
}
