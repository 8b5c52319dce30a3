package io.graphbus.spring.durable;

import io.graphbus.store.log.jdbc.database.Transactions.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What belongs to one transaction, bound to its thread while it is the current one. */
final class TransactionParts implements TransactionSynchronization {

    private final Object key;
    private final Map<Object, Part> parts = new LinkedHashMap<>();

    private TransactionParts(Object key) {
        this.key = key;
    }

    static TransactionParts begin(Object key) {
        TransactionParts fresh = new TransactionParts(key);
        TransactionSynchronizationManager.bindResource(key, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    Part of(Object owner, Supplier<? extends Part> make) {
        return parts.computeIfAbsent(owner, o -> make.get());
    }

    @Override
    public void suspend() {
        unbind();
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(key, this);
    }

    private void unbind() {
        TransactionSynchronizationManager.unbindResourceIfPossible(key);
    }

    @Override
    public void savepointRollback(Object savepoint) {
        parts.values().forEach(Part::partlyRolledBack);
    }

    /**
     * Whether it has committed is not known when the connection broke: the log is looked at then.
     */
    @Override
    public void afterCompletion(int status) {
        unbind();
        if (status == STATUS_UNKNOWN) {
            parts.values().forEach(Part::partlyRolledBack);
        }
        for (Part part : List.copyOf(parts.values())) {
            part.ended(status != STATUS_ROLLED_BACK);
        }
    }
}
