package io.graphbus.spring.transaction;

import io.graphbus.bus.Receipt;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import io.graphbus.spring.transaction.TransactionProperties.Publish;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Holds back what is published inside a transaction of the publishing thread until it has
 * committed; drops it when the transaction, or the savepoint it was published after, rolls back.
 * Stands behind all other interceptors, so that they see every publish when it is asked for. Usable
 * from any thread.
 */
public final class TransactionalPublishing implements PublishInterceptor, Ordered {

    private final Publish when;
    private final Predicate<String> isDurable;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /**
     * Holds back events.
     *
     * @param isDurable whether events of a topic become part of the transaction by themselves
     */
    public TransactionalPublishing(Publish when, Predicate<String> isDurable) {
        this.when = when;
        this.isDurable = isDurable;
    }

    @Override
    public boolean appliesTo(String topic) {
        return when == Publish.AFTER_COMMIT && !isDurable.test(topic);
    }

    @Override
    public Receipt intercept(Publishing publishing, Next next) {
        HeldEvents transaction = transaction();
        if (transaction == null) {
            return next.proceed(publishing);
        }
        HeldReceipt receipt = new HeldReceipt("held-" + held.incrementAndGet());
        transaction.hold(publishing, next, () -> receipt.isAcceptedAs(next.proceed(publishing)));
        return receipt;
    }

    /** The delay begins when the transaction has committed. */
    @Override
    public void delay(Publishing publishing, Duration delay, Next next) {
        HeldEvents transaction = transaction();
        if (transaction == null) {
            next.proceed(publishing, delay);
        } else {
            transaction.hold(publishing, next, () -> next.proceed(publishing, delay));
        }
    }

    /** Events that a transaction had committed and the bus did not accept. */
    public long lost() {
        return lost.get();
    }

    /** In front of what may only see events that leave, such as their idempotency. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 100;
    }

    private @Nullable HeldEvents transaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return null;
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof HeldEvents known) {
            return known;
        }
        HeldEvents fresh = new HeldEvents(this, lost);
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }
}
